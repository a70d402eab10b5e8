using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Publishing;

/// <summary>The list of published runs in <c>results/README.md</c>. A run is published when it is on this list.</summary>
public static partial class RunIndex
{
    private const string Nothing = "No results are published yet.\n";
    private const string Header = "| run | started (UTC) | commit | frameworks | models (batches) | ok | failed | skipped | power |\n|---|---|---|---|---|---:|---:|---:|---|\n";

    /// <summary>The lines of the index: machines by name, the runs of each from the newest on.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="hasChart">Whether there is a chart to link to.</param>
    public static string Render(IReadOnlyList<PublishedRun> runs, bool hasChart)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
        {
            return Nothing;
        }

        StringBuilder text = new();
        if (hasChart)
        {
            text.Append(CultureInfo.InvariantCulture, $"[Chart]({Publication.ChartFile}) of the runs in the README's table.\n\n");
        }

        foreach (IGrouping<string, PublishedRun> machine in runs.GroupBy(static run => run.Machine).OrderBy(static machine => machine.Key, StringComparer.Ordinal))
        {
            PublishedRun[] ordered = [.. machine.OrderByDescending(static run => run.Report.Run.StartedUtc).ThenByDescending(static run => run.Name, StringComparer.Ordinal)];
            text.Append(CultureInfo.InvariantCulture, $"### {CellText.Of(machine.Key)}\n\n{DescriptionOf(ordered[0].Report.Machine)}\n\n{Header}");
            text.AppendJoin("", ordered.Select(RowOf)).Append('\n');
        }

        return text.Remove(text.Length - 1, 1).ToString();
    }

    /// <summary>The folders of the runs on a list, relative to <c>results/</c>.</summary>
    /// <param name="index">The lines of the index.</param>
    public static IReadOnlyList<string> FoldersIn(string index)
    {
        return [.. ReportLink().Matches(index).Select(static link => Uri.UnescapeDataString(link.Groups[1].Value)).Distinct()];
    }

    /// <summary>The machine in one line.</summary>
    /// <param name="machine">The machine.</param>
    internal static string DescriptionOf(MachineReport machine)
    {
        string?[] parts =
        [
            machine.Cpu,
            .. machine.Gpus.GroupBy(static gpu => gpu).Select(static gpu => gpu.Count() > 1 ? $"{gpu.Count()} × {gpu.Key}" : gpu.Key),
            machine.Os,
            machine.Driver is { } driver ? $"driver {driver}" : null,
            machine.Cuda is { } cuda ? $"CUDA {cuda}" : null,
        ];
        return CellText.Of(string.Join(" · ", parts.OfType<string>()));
    }

    private static string RowOf(PublishedRun run)
    {
        RunReport report = run.Report;
        string link = CellText.Address(run.Folder);
        string name = $"[{CellText.Of(run.Name)}]({link}/{Tables.MarkdownReport.FileName}) ([json]({link}/{RunReport.FileName}))";
        string frameworks = CellText.Of(string.Join(", ", FrameworksOf(report)));
        string[] sources = [.. report.Cases.Select(static c => c.Energy).Where(static energy => energy?.Joules is not null).Select(static energy => energy!.Source).OfType<string>().Distinct()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {run.Started} | {CellText.Of(run.ShortCommit)} | {frameworks} | {CellText.Of(ModelsOf(report))} | {Count(report, CaseStatus.Ok)} | {Count(report, CaseStatus.Failed)} | {Count(report, CaseStatus.Skipped)} | {(sources.Length == 0 ? "not read" : CellText.Of(string.Join(", ", sources)))} |\n");
    }

    // A case that failed early may not know its engine's version; others of the same framework do.
    private static IEnumerable<string> FrameworksOf(RunReport report)
    {
        return report.Cases
            .Where(static c => c.Status != CaseStatus.Skipped)
            .GroupBy(static c => c.DisplayName ?? (c.Variant is "default" or "" ? c.Framework : $"{c.Framework} {c.Variant}"))
            .Select(static cases => $"{cases.Key} {string.Join(", ", cases.Select(static c => c.FrameworkVersion).OfType<string>().Distinct())}".TrimEnd());
    }

    private static string ModelsOf(RunReport report)
    {
        return string.Join(", ", report.Cases
            .Where(static c => c.Status != CaseStatus.Skipped)
            .GroupBy(static c => c.Model)
            .Select(static model => $"{model.Key} ({string.Join(", ", model.Select(static c => c.Batch).Distinct().Order().Select(static batch => batch.ToString(CultureInfo.InvariantCulture)))})"));
    }

    private static int Count(RunReport report, string status)
    {
        return report.Cases.Count(c => c.Status == status);
    }

    [GeneratedRegex(@"\(\[json\]\(([^()\s/]+/[^()\s/]+)/report\.json\)\)")]
    private static partial Regex ReportLink();
}
