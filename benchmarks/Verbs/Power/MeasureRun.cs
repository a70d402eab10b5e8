using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary>Runs a program with sensors beside it.</summary>
/// <param name="selection">The sensors.</param>
/// <param name="settings">How they are sampled.</param>
internal sealed class MeasureRun(SensorSelection selection, SamplerSettings settings)
{
    // Well before a ring is full: 15 minutes, and at 1 ms no less than 2.
    private static readonly TimeSpan s_advance = TimeSpan.FromMinutes(1);

    /// <summary>Runs it to its end.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <exception cref="Cli.UsageException">It cannot be started.</exception>
    public MeasureReport Run(IReadOnlyList<string> command)
    {
        string file = ProgramFile.Find(command[0]);
        IReadOnlyList<SensorAttempt> attempts = selection.Open();
        IPowerSource[] sources = [.. attempts.Select(static attempt => attempt.Source).OfType<IPowerSource>()];
        using PowerMonitor monitor = PowerMonitor.Start(sources, settings);
        (int exitCode, EnergyWindow window, PowerRecording[] recordings) = Record(monitor, file, command.Skip(1));
        var open = new Queue<MeasuredSource>(recordings.Zip(sources, (recording, source) => MeasuredSource.Of(SourceEnergy.Of(recording, [window]), source.Notes)));
        MeasuredSource[] measured = [.. attempts
            .Where(static attempt => !attempt.IsAbsent)
            .Select(attempt => attempt.Source is null ? MeasuredSource.Closed(attempt.Id, attempt.Reason ?? "it cannot be opened") : open.Dequeue())];
        MeasuredSource? energy = measured.FirstOrDefault(static source => source.Joules is not null);
        return new MeasureReport(command, exitCode, window.LengthNs / 1e9, energy, measured, energy is null ? WhyNone(attempts, measured) : null);
    }

    private static (int ExitCode, EnergyWindow Window, PowerRecording[] Recordings) Record(PowerMonitor monitor, string file, IEnumerable<string> arguments)
    {
        long startNs = MonotonicTime.NowNs;
        RecordingTape[] tapes = [.. Enumerable.Range(0, monitor.Sources.Count).Select(source => new RecordingTape(monitor, source, startNs))];
        using MeasuredProgram program = MeasuredProgram.Start(file, arguments);
        while (!program.WaitForExit(s_advance))
        {
            Array.ForEach(tapes, static tape => tape.Advance());
        }

        long endNs = MonotonicTime.NowNs;
        return (program.ExitCode, new EnergyWindow(startNs, endNs), [.. tapes.Select(tape => tape.Finish(endNs))]);
    }

    private static string WhyNone(IReadOnlyList<SensorAttempt> attempts, IReadOnlyList<MeasuredSource> measured)
    {
        IEnumerable<string> absent = attempts.Where(static attempt => attempt.IsAbsent).Select(static attempt => $"{attempt.Id}: {attempt.Reason}");
        return $"no power sensor gives an energy here: {string.Join("; ", measured.Select(static source => $"{source.Source}: {source.Reason}").Concat(absent))}";
    }
}
