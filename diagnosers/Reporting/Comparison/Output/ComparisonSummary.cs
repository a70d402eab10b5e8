using System.Globalization;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>What is compared, in a line, and how to read the tables.</summary>
internal static class ComparisonSummary
{
    /// <summary>Counts of machines, runs and cases.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="runs">Its runs.</param>
    public static string Of(ResultComparison comparison, IReadOnlyList<RunEntry> runs)
    {
        int machines = runs.Select(static run => run.Origin.Machine).Distinct().Count();
        int failed = comparison.Cases.Count(static found => found.Status == Schema.CaseStatus.Failed);
        int skipped = comparison.Cases.Count(static found => found.Status == Schema.CaseStatus.Skipped);
        return $"{Counted(machines, "machine")}, {Counted(runs.Count, "run")}, {Counted(comparison.Cases.Count - failed - skipped, "case")} measured, "
            + string.Create(CultureInfo.InvariantCulture, $"{failed} failed, {skipped} skipped.");
    }

    /// <summary>What the marks and the speed-up of the tables mean; only what occurs.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="onDevice">How the best of a device is shown.</param>
    /// <param name="ofAll">How the best of all devices is shown.</param>
    public static IEnumerable<string> Legend(ResultComparison comparison, string onDevice, string ofAll)
    {
        bool hasDevice = false;
        bool hasAll = false;
        foreach (ComparisonGroup group in comparison.Groups)
        {
            hasAll |= group.Cases.Any(static found => !found.BestOfAll.IsEmpty);
            hasDevice |= group.Cases.Any(static found => !found.BestOnDevice.IsEmpty);
        }

        if (hasDevice || hasAll)
        {
            string device = hasDevice ? $"{onDevice}: best of its device" : "";
            string all = hasAll ? $"{ofAll}: best of all devices of its table" : "";
            yield return $"{device}{(hasDevice && hasAll ? ", " : "")}{all}. Only figures that may be compared are ranked: energies of one scope, copies inside or outside alike, clean or dirty trees alike.";
        }

        if (comparison.Groups.Any(static group => group.Baselines.Count > 0))
        {
            yield return $"Speed-up: median latency of {MarkdownText.Escaped(comparison.Baseline ?? Ranking.BaselineChoice.Default)} on the same device over that of the row.";
        }
    }

    private static string Counted(int count, string what)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
    }
}
