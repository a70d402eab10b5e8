using System.Globalization;

namespace InferenceBench.Engine;

/// <summary>What a child says beside BenchmarkDotNet's own protocol: prefixed lines that BenchmarkDotNet keeps and otherwise ignores.</summary>
internal static class ChildMessages
{
    private const string StagePrefix = "// Stage: ";
    private const string SkippedPrefix = "// Skipped: ";
    private const string ResultPrefix = "// Result: ";

    /// <summary>What the child does from now on, for progress and for the reason of a time-out.</summary>
    /// <param name="stage">For example <c>warming up</c>.</param>
    public static string Stage(string stage)
    {
        return StagePrefix + stage;
    }

    /// <summary>The framework does not do this case.</summary>
    /// <param name="reason">Why, in one line.</param>
    public static string Skipped(string reason)
    {
        return SkippedPrefix + reason;
    }

    /// <summary>The figures of the progress line.</summary>
    /// <param name="medianNs">Median latency in nanoseconds.</param>
    /// <param name="inferencesPerSecond">Inferences per second of busy time.</param>
    public static string Result(double medianNs, double inferencesPerSecond)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{ResultPrefix}p50 {medianNs / 1e6:0.000} ms, {inferencesPerSecond:0.0} inferences/s");
    }

    /// <summary>The stage that a line tells; null when it tells none.</summary>
    /// <param name="line">A line of the child.</param>
    public static string? StageOf(string line)
    {
        return After(line, StagePrefix);
    }

    /// <summary>The reason of a skip that a line tells; null when it tells none.</summary>
    /// <param name="line">A line of the child.</param>
    public static string? SkippedReasonOf(string line)
    {
        return After(line, SkippedPrefix);
    }

    /// <summary>The figures that a line tells, as text; null when it tells none.</summary>
    /// <param name="line">A line of the child.</param>
    public static string? ResultOf(string line)
    {
        return After(line, ResultPrefix);
    }

    private static string? After(string line, string prefix)
    {
        return line.StartsWith(prefix, StringComparison.Ordinal) ? line[prefix.Length..] : null;
    }
}
