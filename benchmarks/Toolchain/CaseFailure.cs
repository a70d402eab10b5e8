using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Engine;

namespace InferenceBench.Toolchain;

/// <summary>Why a child did not deliver, in one line for people.</summary>
internal static class CaseFailure
{
    /// <summary>The reason of a case that had not started when the run was cancelled.</summary>
    public const string NotStarted = "cancelled before it started";

    private const string ErrorPrefix = "// ERROR:";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>The reason that the child could not tell itself; null when it told one, was skipped or delivered.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="limit">The time limit.</param>
    /// <param name="wasCancelled">The run was cancelled while it ran.</param>
    public static string? Of(CaseOutcome outcome, TimeSpan limit, bool wasCancelled)
    {
        if (HasDelivered(outcome) || outcome.PrefixedLines.Any(line => line.StartsWith(ErrorPrefix, StringComparison.Ordinal) || ChildMessages.SkippedReasonOf(line) is not null))
        {
            return null;
        }

        if (wasCancelled)
        {
            return "cancelled";
        }

        if (outcome.WasTimedOut)
        {
            return $"timed out after {Durations.Show(limit)} while {outcome.Stage}; --case-timeout sets the limit";
        }

        string death = outcome.ExitCode == 0
            ? $"its process ended without a word while {outcome.Stage}"
            : $"its process {ExitStatus.Describe(outcome.ExitCode)} while {outcome.Stage}";
        string? lastLine = new ErrorTail(new StringReader(outcome.Errors)).GetAsync(s_patience).GetAwaiter().GetResult();
        return lastLine is null ? death : $"{death}; last message: {lastLine}";
    }

    /// <summary>Whether the child delivered its results; what happens while an engine is torn down changes nothing about them.</summary>
    /// <param name="outcome">How it ended.</param>
    public static bool HasDelivered(CaseOutcome outcome)
    {
        return outcome.Results.Any(line => line.StartsWith("WorkloadResult", StringComparison.Ordinal));
    }

    /// <summary>The line that tells BenchmarkDotNet of a failure.</summary>
    /// <param name="reason">Why, in one line.</param>
    public static string Line(string reason)
    {
        return $"{ErrorPrefix} {reason}";
    }
}
