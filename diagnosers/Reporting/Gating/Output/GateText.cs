using System.Globalization;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Gating.Output;

/// <summary>The words and numbers that a gate's tables have in common.</summary>
internal static class GateText
{
    /// <summary>The column titles; the first is left, all others but the last aligned to the right.</summary>
    public static string[] Header { get; } = ["Case", "Base", "Diff", "Change", "95 % interval", "p", "Effect", "Launches", "Verdict"];

    /// <summary>Which columns are aligned to the right.</summary>
    public static bool[] AlignRight { get; } = [false, true, true, true, true, true, true, true, false];

    /// <summary>The cells of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="report">What it is part of.</param>
    public static string[] Row(GateResult result, GateReport report)
    {
        return
        [
            Name(result, report),
            Figure(result.Base, result.Unit),
            Figure(result.Diff, result.Unit),
            result.Change is { } change ? Percent(change) : "",
            result is { ChangeLow: { } low, ChangeHigh: { } high } ? $"{Percent(low)} to {Percent(high)}" : "",
            result.CorrectedP is { } p ? Probability(p) : "",
            result.CliffsDelta is { } delta ? Signed(delta, "F2") : "",
            result is { Base: { } from, Diff: { } to } ? string.Create(CultureInfo.InvariantCulture, $"{from.Launches} / {to.Launches}") : "",
            result.Verdict,
        ];
    }

    /// <summary>The case, with the machine when there are several, and the figure when several were asked for.</summary>
    /// <param name="result">The result.</param>
    /// <param name="report">What it is part of.</param>
    public static string Name(GateResult result, GateReport report)
    {
        string machine = report.Machines.Count > 1 ? $"{result.Machine}: " : "";
        string metric = report.Settings.Metrics.Count > 1 ? $" {result.Metric}" : "";
        return DisplayText.Of(machine + result.Key + metric, int.MaxValue);
    }

    /// <summary>What is to be said of a result beside its row: the reason and the notes; null when nothing is.</summary>
    /// <param name="result">The result.</param>
    public static string? Remark(GateResult result)
    {
        string joined = string.Join("; ", new[] { result.Reason }.Concat(result.Notes).OfType<string>());
        return joined.Length > 0 ? DisplayText.Of(joined, int.MaxValue) : null;
    }

    /// <summary>One line that says how it ended.</summary>
    /// <param name="report">The report.</param>
    public static string Headline(GateReport report)
    {
        string counts = string.Join(", ", report.Results.GroupBy(static result => result.Verdict).Select(static group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));
        int unreadable = report.Problems.Count(static problem => problem.Kind == Import.ProblemKind.Unreadable);
        string verdict = report.Regressions > 0 ? (report.Regressions == 1 ? "1 regression" : string.Create(CultureInfo.InvariantCulture, $"{report.Regressions} regressions"))
            : unreadable > 0 ? "incomplete: a file cannot be read"
            : report.Tested == 0 ? "nothing was compared"
            : "no regression";
        return counts.Length > 0 ? $"{verdict} ({counts})" : verdict;
    }

    /// <summary>How it was decided, one sentence a line.</summary>
    /// <param name="report">The report.</param>
    public static IReadOnlyList<string> Rule(GateReport report)
    {
        GateSettings settings = report.Settings;
        string spread = string.Join(", ", report.LaunchDeviation.Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value * 100:0.##} %")));
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"Regressed: a change over {settings.Threshold * 100:0.####} % whose 95 % interval lies above the noise of {settings.Noise} and whose p is under {settings.Significance}."),
            $"p: the greater of a rank-sum test of block means and a test of the launches, two-sided, Holm-corrected over {report.Tested.ToString(CultureInfo.InvariantCulture)} tests.",
            "Change: Hodges–Lehmann ratio over the launches. Interval: hierarchical block bootstrap, widened to what launches differ by. Effect: Cliff's delta of single inferences.",
            $"Standard deviation taken for launches of one build beside their own: {spread}.",
        ];
    }

    private static string Figure(GateFigure? figure, string unit)
    {
        return figure?.Value is { } value ? $"{NumberText.Of(value)} {unit}" : "";
    }

    private static string Percent(double ratio)
    {
        return Signed(ratio * 100, "F1") + " %";
    }

    // Adding 0 makes a zero of a negative one.
    private static string Signed(double value, string format)
    {
        double rounded = Math.Round(value, format == "F1" ? 1 : 2) + 0.0;
        return (rounded > 0 ? "+" : "") + rounded.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Probability(double p)
    {
        return p < 0.001 ? "<0.001" : p.ToString("F3", CultureInfo.InvariantCulture);
    }
}
