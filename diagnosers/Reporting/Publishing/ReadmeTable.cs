using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Comparison.Output;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Publishing;

/// <summary>The README's table: what a reader needs to choose a framework, the best of each model, batch and device in bold, and where it comes from.</summary>
public static class ReadmeTable
{
    private static readonly Figure[] s_figures =
    [
        Figure.P50Ms, Figure.P90Ms, Figure.P99Ms, Figure.ImagesPerSecond, Figure.EnergyJoules, Figure.ImagesPerJoule, Figure.LoadMs, Figure.FirstInferenceMs, Figure.PeakResidentBytes,
    ];

    /// <summary>The table and the lines below it.</summary>
    /// <param name="comparison">The comparison of the runs.</param>
    /// <param name="runs">The runs that it is of.</param>
    public static string Render(ResultComparison comparison, IReadOnlyList<PublishedRun> runs)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(runs);
        ComparisonGroup[] groups = [.. comparison.Groups.Where(static group => group.Cases.Any(IsShown))];
        ComparedCase[] cases = [.. groups.SelectMany(static group => group.Cases.Where(IsShown))];
        bool hasDevice = cases.Select(static c => c.DeviceLabel).Distinct().Count() > 1;
        bool hasPrecision = cases.Select(static c => c.Key.Precision).Distinct().Count() > 1;
        FigureInfo[] figures = [.. s_figures.Where(figure => cases.Any(c => c.Figures[figure] is not null)).Select(FigureInfo.Of)];
        StringBuilder text = new();
        AppendHeader(text, figures, hasDevice, hasPrecision);
        foreach (ComparisonGroup group in groups)
        {
            AppendRows(text, group, figures, hasDevice, hasPrecision);
        }

        AppendOrigin(text, runs, cases, hasDevice, figures);
        return text.ToString();
    }

    private static bool IsShown(ComparedCase compared)
    {
        return compared.Status == CaseStatus.Ok && compared.Figures[Figure.P50Ms] is not null;
    }

    private static void AppendHeader(StringBuilder text, FigureInfo[] figures, bool hasDevice, bool hasPrecision)
    {
        string[] words = [.. Words("model", "framework", hasDevice ? "device" : null, hasPrecision ? "precision" : null)];
        text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", words)} | batch | {string.Join(" | ", figures.Select(HeaderOf))} |\n");
        text.Append(string.Concat(Enumerable.Repeat("|---", words.Length))).Append(string.Concat(Enumerable.Repeat("|---:", figures.Length + 1))).Append("|\n");
    }

    private static string HeaderOf(FigureInfo info)
    {
        return info.Figure == Figure.ImagesPerSecond ? "images/s" : info.Header;
    }

    private static void AppendRows(StringBuilder text, ComparisonGroup group, FigureInfo[] figures, bool hasDevice, bool hasPrecision)
    {
        foreach (IGrouping<string, ComparedCase> device in group.Cases.Where(IsShown).GroupBy(static c => c.DeviceLabel))
        {
            foreach (ComparedCase compared in device)
            {
                string framework = $"{compared.FrameworkLabel} {compared.Newest.FrameworkVersion}".TrimEnd();
                IEnumerable<string> words = Words(group.Model, framework, hasDevice ? compared.DeviceLabel : null, hasPrecision ? compared.Key.Precision : null).Select(CellText.Of);
                string batch = group.Batch > 0 ? group.Batch.ToString(CultureInfo.InvariantCulture) : "n/a";
                IEnumerable<string> values = figures.Select(info => Cell(compared, info));
                text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", words)} | {batch} | {string.Join(" | ", values)} |\n");
            }
        }
    }

    private static string Cell(ComparedCase compared, FigureInfo info)
    {
        string text = FigureText.Of(compared.Figures, info.Figure);
        return compared.BestOnDevice.Contains(info.Figure) ? $"**{text}**" : text;
    }

    private static void AppendOrigin(StringBuilder text, IReadOnlyList<PublishedRun> runs, ComparedCase[] cases, bool hasDevice, FigureInfo[] figures)
    {
        string place = hasDevice ? "model, batch and device" : "model and batch";
        string[] devices = [.. cases.Select(static c => c.Key.Device).Where(static device => device.Length > 0).Distinct()];
        string device = hasDevice || devices.Length != 1 ? "" : $" All on {CellText.Of(devices[0])}.";
        string energy = figures.Any(static info => info.Figure == Figure.EnergyJoules) ? "" : " No power sensor could be read there.";
        text.Append(CultureInfo.InvariantCulture, $"\n**Bold**: the best of its {place}.{device}{energy}\n");
        foreach (PublishedRun run in runs)
        {
            string rest = RestOf(run.Report);
            string link = $"[{CellText.Of(run.Folder)}](results/{CellText.Address(run.Folder)}/{MarkdownReport.FileName})";
            text.Append(CultureInfo.InvariantCulture, $"Run {link}: {RunIndex.DescriptionOf(run.Report.Machine)}; {run.Started[..10]}, commit {CellText.Of(run.ShortCommit)}{rest}.\n");
        }

        text.Append("All published runs: [results](results/README.md#results).\n");
    }

    private static string RestOf(RunReport report)
    {
        int failed = report.Cases.Count(static c => c.Status == CaseStatus.Failed);
        int skipped = report.Cases.Count(static c => c.Status == CaseStatus.Skipped);
        return string.Create(CultureInfo.InvariantCulture, $"{(failed > 0 ? $"; {failed} failed" : "")}{(skipped > 0 ? $"; {skipped} skipped" : "")}");
    }

    private static IEnumerable<string> Words(params string?[] words)
    {
        return words.OfType<string>();
    }
}
