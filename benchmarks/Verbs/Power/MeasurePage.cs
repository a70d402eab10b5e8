using System.Globalization;
using System.Text;
using InferenceBench.Children;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Verbs.Power;

/// <summary>What <c>power measure</c> prints for people.</summary>
internal static class MeasurePage
{
    /// <summary>The page: a line for the program, then one for each source.</summary>
    /// <param name="report">What was measured.</param>
    public static string Of(MeasureReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{report.Command[0]} {ExitStatus.Describe(report.ExitCode)} after {NumberText.Of(report.Seconds)} s\n");
        foreach (MeasuredSource source in report.EnergySources)
        {
            text.Append(Name(source)).Append(": ").Append(source.Joules is null ? $"no energy: {source.Reason}" : Figures(source)).Append('\n');
        }

        if (report.EnergySources.Count == 0)
        {
            text.Append("no energy: ").Append(report.Reason).Append('\n');
        }

        return text.ToString();
    }

    private static string Name(MeasuredSource source)
    {
        string[] details = [.. new[] { source.Scope, source.Board }.OfType<string>()];
        return details.Length == 0 ? source.Source : $"{source.Source} ({string.Join(", ", details)})";
    }

    private static string Figures(MeasuredSource source)
    {
        string uncertainty = source.UncertaintyJoules is { } joules ? $" ± {NumberText.Of(joules)} J (k = 2)" : string.Empty;
        string peak = source.PeakWatts is { } watts ? $", peak {NumberText.Of(watts)} W" : string.Empty;
        string flags = source.Flags.Count > 0 ? $"; {string.Join(", ", source.Flags)}" : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{NumberText.Of(source.Joules ?? double.NaN)} J{uncertainty}, mean {NumberText.Of(source.MeanWatts ?? double.NaN) ?? "n/a"} W{peak}, {source.Samples} readings{flags}");
    }
}
