using InferenceBench.Diagnosers.Folders;
using InferenceBench.Diagnosers.Power;
using InferenceBench.Reporting.Schema;
using InferenceBench.Sampling.Jetson;

namespace InferenceBench.Diagnosers.Results;

/// <summary>Refuses to add to a run what must not be mixed with it, and notes what may differ.</summary>
internal static class ResumeCheck
{
    /// <summary>Refuses another machine, another commit and another state of the checkout.</summary>
    /// <param name="folder">The run's folder, for the message.</param>
    /// <param name="recorded">What the run left.</param>
    /// <param name="machine">This machine.</param>
    /// <param name="git">This checkout.</param>
    /// <exception cref="ResultsException">Something differs; the message says both.</exception>
    public static void Require(string folder, RunReport recorded, MachineReport machine, GitState git)
    {
        Require(folder, "machine", recorded.Machine.Name, machine.Name, "start a new run here and compare the two");
        Require(folder, "processor", recorded.Machine.Cpu, machine.Cpu, "start a new run here and compare the two");
        Require(folder, "set of GPUs", Join(recorded.Machine.Gpus), Join(machine.Gpus), "start a new run here and compare the two");
        string before = Describe(recorded.Run.Commit, recorded.Run.Dirty);
        Require(folder, "checkout", before, Describe(git.Commit, git.Dirty), "go back to the state that it was started from, or start a new run");
    }

    /// <summary>Refuses another power mode.</summary>
    /// <param name="folder">The run's folder, for the message.</param>
    /// <param name="recorded">The run.</param>
    /// <param name="board">The board now.</param>
    /// <exception cref="ResultsException">The mode differs; the message says both.</exception>
    public static void RequirePowerMode(string folder, RunInfo recorded, BoardState board)
    {
        RunInfo now = (recorded with { PowerMode = null, Board = null }).WithBoard(board, null);
        const string Remedy = "set that mode (--power-mode ID, or nvpmodel -m ID), or start a new run";
        Require(folder, "power mode", recorded.PowerMode, now.PowerMode, Remedy);
        Require(folder, "definition of the power modes", recorded.Board?.PowerModeConfSha256, now.Board?.PowerModeConfSha256, Remedy);
    }

    /// <summary>What a reader should know of the cases that are added.</summary>
    /// <param name="recorded">What the run left.</param>
    /// <param name="machine">This machine.</param>
    /// <param name="bootId">This boot; null when it is not known.</param>
    public static IEnumerable<string> Notes(RunReport recorded, MachineReport machine, string? bootId)
    {
        if (recorded.Run.Dirty == true)
        {
            yield return "resumed from a tree with changes, as the run was started: the changes may not be the same";
        }

        if (recorded.Run.BootId is { } before && bootId is not null && before != bootId)
        {
            yield return "the machine was rebooted before it was resumed: monotonic times of the cases before and after do not compare";
        }

        (string Name, string? Before, string? Now)[] versions =
        [
            ("operating system", recorded.Machine.Os, machine.Os),
            ("kernel", recorded.Machine.Kernel, machine.Kernel),
            ("driver", recorded.Machine.Driver, machine.Driver),
            ("CUDA", recorded.Machine.Cuda, machine.Cuda),
            .. machine.Frameworks.Where(pair => recorded.Machine.Frameworks.ContainsKey(pair.Key)).Select(pair => (pair.Key, (string?)recorded.Machine.Frameworks[pair.Key], (string?)pair.Value)),
        ];
        foreach ((string name, string? old, string? now) in versions.Where(static version => version.Before != version.Now))
        {
            yield return $"{name} was {old ?? "unknown"} at the start and is {now ?? "unknown"} for the resumed cases";
        }
    }

    private static void Require(string folder, string what, string? before, string? now, string remedy)
    {
        if (before != now)
        {
            throw new ResultsException($"--resume {folder}: it has another {what}: {before ?? "unknown"} there, {now ?? "unknown"} here; {remedy}");
        }
    }

    private static string Join(IReadOnlyList<string> gpus)
    {
        return gpus.Count == 0 ? "none" : string.Join(", ", gpus);
    }

    private static string Describe(string? commit, bool? dirty)
    {
        string state = dirty switch { true => "with changes", false => "without changes", null => "state unknown" };
        return commit is null ? "no commit" : $"commit {commit} {state}";
    }
}
