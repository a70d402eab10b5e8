using System.CommandLine;
using InferenceBench.Cases;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Registry;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Cli;

/// <summary><c>--resume DIR</c>: runs what a run has not finished, in its own folder.</summary>
internal static class ResumeCommand
{
    /// <summary>Continues a run.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="line">The options of the command line.</param>
    /// <param name="result">The parsed command line.</param>
    /// <param name="directory">What <c>--resume</c> names.</param>
    /// <param name="arguments">The whole command line, for a note.</param>
    /// <returns>Exit code of the whole run: 0 all ran, 1 some case failed, 2 nothing ran.</returns>
    /// <exception cref="UsageException">The options cannot be used.</exception>
    /// <exception cref="ResultsException">The run cannot be continued here.</exception>
    public static int Run(FrameworkRegistry registry, RunLine line, ParseResult result, string directory, IReadOnlyList<string> arguments)
    {
        using ResumedRun resumed = ResumedRun.Open(directory, line.ChoosesCases(result) ? $"with {string.Join(' ', WithoutResume(arguments))}" : null);
        RunReport recorded = resumed.Report;
        (RunOptions options, BenchmarkRequest request) = line.ReadResumed(result, recorded.Run.Arguments);
        if (request.WantsNames || request.WantsInformation)
        {
            throw new UsageException("--resume does not go with --list and --info; list --resume DIR shows what would run");
        }

        RunPlan plan = RunCommand.Plan(registry, options, request, cases => BenchmarkRun.Prepare(RecordedCases.LeaveOut(cases, recorded)))
            .LeaveOut(recorded);
        return plan.Runs.Count == 0 && recorded.Run.FinishedUtc is not null
            ? SayNothingLeft(resumed, plan)
            : new BenchmarkRun(registry, plan, recorded.Run.Arguments, resumed).Execute();
    }

    private static int SayNothingLeft(ResumedRun resumed, RunPlan plan)
    {
        string counts = string.Join(", ", resumed.Report.Cases.CountBy(static one => one.Status).Select(static pair => FormattableString.Invariant($"{pair.Value} {pair.Key}")));
        Console.WriteLine($"Nothing is left to run in {resumed.Directory}: {counts}.");
        foreach (PlannedCase skipped in plan.Skips)
        {
            Console.WriteLine($"  skipped: {skipped.Key}: {skipped.SkipReason}");
        }

        return ResultsSession.ExitCodeOf(resumed.Report);
    }

    private static IEnumerable<string> WithoutResume(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--resume")
            {
                i++;
            }
            else if (!arguments[i].StartsWith("--resume=", StringComparison.Ordinal))
            {
                yield return arguments[i];
            }
        }
    }
}
