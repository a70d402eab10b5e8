using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>What <c>compare</c> prints for people: the tables, then failed and skipped cases, then where the figures come from.</summary>
public static class ComparisonConsole
{
    private const string Bold = "\e[1m";
    private const string Plain = "\e[0m";

    /// <summary>Writes the text, lines ended by LF.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="isColoured">Whether best figures are bold, too: on a terminal.</param>
    /// <param name="output">Takes the text.</param>
    public static void Write(ResultComparison comparison, bool isColoured, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(output);
        TableLimits limits = TableLimits.Console.For(comparison.Groups.Count);
        IReadOnlyList<RunEntry> runs = RunEntry.Of(comparison.Source.Rows);
        foreach (ComparisonGroup group in comparison.Groups.Take(limits.Groups))
        {
            output.Write(isColoured ? $"{Bold}{GroupTitle.Of(group)}{Plain}\n\n" : $"{GroupTitle.Of(group)}\n\n");
            if (FigureMatrix.Of(group, limits) is { } matrix)
            {
                WriteGrid(matrix, isColoured, output);
                output.Write('\n');
            }

            WriteGrid(GroupTable.Of(group, limits), isColoured, output);
            output.Write('\n');
        }

        WriteLines(GroupTable.Rest(comparison.Groups.Count - limits.Groups, "table"), output);
        WriteLines([.. ComparisonSummary.Legend(comparison, "*", "**")], output);
        WriteList("Failed", CaseReasons.Of(comparison, CaseStatus.Failed, limits), output);
        WriteList("Skipped", CaseReasons.Of(comparison, CaseStatus.Skipped, limits), output);
        WriteGrid(Provenance.Machines(runs, limits), isColoured, output);
        output.Write('\n');
        WriteGrid(Provenance.Runs(runs, limits), isColoured, output);
        output.Write($"\n{ComparisonSummary.Of(comparison, runs)}\n");
    }

    private static void WriteLines(string[] lines, TextWriter output)
    {
        foreach (string line in lines)
        {
            output.Write($"{line}\n");
        }

        output.Write(lines.Length > 0 ? "\n" : "");
    }

    private static void WriteList(string title, IReadOnlyList<string> lines, TextWriter output)
    {
        if (lines.Count > 0)
        {
            output.Write($"{title}:\n");
            WriteLines([.. lines.Select(static line => $"  {line}")], output);
        }
    }

    private static void WriteGrid(TextGrid grid, bool isColoured, TextWriter output)
    {
        AlignedGrid.Write(grid, isColoured ? (Bold, Plain) : ("", ""), output);
        foreach (string note in grid.Footnotes)
        {
            output.Write($"{note}\n");
        }
    }
}
