using System.Text;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Gating.Output;

/// <summary>What <c>gate</c> prints for people.</summary>
public static class GateTable
{
    /// <summary>The table, worst first, what is to be said of its rows, how it was decided, and the headline; lines ended by LF.</summary>
    /// <param name="report">What was found.</param>
    public static string Render(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        StringBuilder text = new();
        text.Append(PlainTable.Aligned([GateText.Header], [.. report.Results.Select(result => GateText.Row(result, report))], GateText.AlignRight));
        AppendLines(text, "Remarks", [.. report.Results
            .Select(result => (Name: GateText.Name(result, report), Remark: GateText.Remark(result)))
            .Where(static line => line.Remark is not null)
            .Select(static line => $"{line.Name}: {line.Remark}")]);
        AppendLines(text, "Notes", report.Notes);
        AppendLines(text, "Rule", GateText.Rule(report));
        AppendLines(text, "Files", [.. report.Problems.Select(Line)]);
        return text.Append('\n').Append(GateText.Headline(report)).Append('\n').ToString();
    }

    /// <summary>A problem in one line.</summary>
    /// <param name="problem">The problem.</param>
    internal static string Line(ReadProblem problem)
    {
        return $"{problem.File}: {problem.Reason}";
    }

    private static void AppendLines(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            text.Append('\n').Append(title).Append(":\n");
            foreach (string line in lines)
            {
                text.Append("  ").Append(DisplayText.Of(line, int.MaxValue)).Append('\n');
            }
        }
    }
}
