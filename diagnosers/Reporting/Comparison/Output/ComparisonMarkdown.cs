using System.Globalization;
using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary><c>compare.md</c>: a table for each model and batch, charts by relative links, failed and skipped cases with their reasons, where the figures come from.</summary>
public static class ComparisonMarkdown
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "compare.md";

    private static readonly TableLimits s_limits = TableLimits.Markdown;

    /// <summary>Writes the page in GitHub Markdown, lines ended by LF.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="charts">Its charts, which lie in <c>charts/</c> beside the page.</param>
    /// <param name="output">Takes the page.</param>
    public static void Write(ResultComparison comparison, IReadOnlyList<ChartImage> charts, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(charts);
        ArgumentNullException.ThrowIfNull(output);
        IReadOnlyList<RunEntry> runs = RunEntry.Of(comparison.Source.Rows);
        output.Write("# Comparison\n\n");
        output.Write(MarkdownText.Escaped(ComparisonSummary.Of(comparison, runs)) + "\n");
        WriteGroups(comparison, output);
        WriteCharts(charts, output);
        WriteList("Failed", CaseReasons.Of(comparison, CaseStatus.Failed, s_limits), output);
        WriteList("Skipped", CaseReasons.Of(comparison, CaseStatus.Skipped, s_limits), output);
        WriteList("Frameworks not here", Provenance.MissingFrameworks(runs, s_limits), output);
        output.Write("\n## Where the figures come from\n\n");
        WriteGrid(Provenance.Machines(runs, s_limits), output);
        output.Write('\n');
        WriteGrid(Provenance.Runs(runs, s_limits), output);
        WriteList("Problems", ProblemLines.Of(comparison.Source.Problems, s_limits.Lines), output);
    }

    private static void WriteGroups(ResultComparison comparison, TextWriter output)
    {
        if (comparison.Groups.Count == 0)
        {
            output.Write("\nNo case has figures.\n");
            return;
        }

        foreach (string line in ComparisonSummary.Legend(comparison, "**bold**", "**bold ★**"))
        {
            output.Write($"\n{line}\n");
        }

        string? model = null;
        foreach (ComparisonGroup group in comparison.Groups.Take(s_limits.Groups))
        {
            if (group.Model != model)
            {
                output.Write($"\n## {MarkdownText.Escaped(GroupTitle.ModelOf(group))}\n");
                model = group.Model;
            }

            output.Write($"\n### {MarkdownText.Escaped(GroupTitle.SettingOf(group))}\n\n");
            if (FigureMatrix.Of(group, s_limits) is { } matrix)
            {
                WriteGrid(matrix, output);
                output.Write('\n');
            }

            WriteGrid(GroupTable.Of(group, s_limits), output);
        }

        foreach (string rest in GroupTable.Rest(comparison.Groups.Count - s_limits.Groups, "table"))
        {
            output.Write($"\n{rest}\n");
        }
    }

    private static void WriteCharts(IReadOnlyList<ChartImage> charts, TextWriter output)
    {
        if (charts.Count == 0)
        {
            return;
        }

        output.Write("\n## Charts\n");
        foreach (ChartImage chart in charts)
        {
            string source = $"charts/{Uri.EscapeDataString(chart.Id)}.svg";
            output.Write($"\n### {MarkdownText.Escaped(chart.Title)}\n\n![{MarkdownText.Escaped(chart.Description)}]({source})\n");
        }
    }

    private static void WriteList(string title, IReadOnlyList<string> lines, TextWriter output)
    {
        if (lines.Count == 0)
        {
            return;
        }

        output.Write($"\n## {title}\n\n");
        foreach (string line in lines)
        {
            output.Write($"- {MarkdownText.Escaped(line)}\n");
        }
    }

    private static void WriteGrid(TextGrid grid, TextWriter output)
    {
        string[][] rows = [.. grid.Rows.Select(static row => row.Select(CellText).ToArray())];
        string[] header = [.. grid.Columns.Select(HeaderText)];
        output.Write(PlainTable.MarkdownOfEscaped(header, rows, [.. grid.Columns.Select(static column => column.IsRight)]));
        foreach (string note in grid.Footnotes)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\n{MarkdownText.Escaped(note)}\n"));
        }
    }

    private static string HeaderText(TableColumn column)
    {
        string name = MarkdownText.Escaped(column.Name);
        return column.Unit is null ? name : $"{name} [{column.Unit}]";
    }

    private static string CellText(TableCell cell)
    {
        string text = MarkdownText.Escaped(cell.Text);
        return cell.Mark switch
        {
            CellMark.BestOfAll => $"**{text} ★**",
            CellMark.BestOnDevice => $"**{text}**",
            _ => text,
        };
    }
}
