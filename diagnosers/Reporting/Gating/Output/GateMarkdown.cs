using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Comparison.Output;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Gating.Output;

/// <summary>The summary of a gate for a pull request, in GitHub Markdown.</summary>
public static class GateMarkdown
{
    private static readonly string[] s_open = [GateVerdicts.Regressed, GateVerdicts.Failed, GateVerdicts.Missing, GateVerdicts.Unclear, GateVerdicts.NotComparable];

    /// <summary>Headline, what needs eyes, the rest folded, how it was decided, where it ran; lines ended by LF.</summary>
    /// <param name="report">What was found.</param>
    public static string Render(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        StringBuilder text = new();
        string mark = report.ExitCode == 0 ? "✅" : "❌";
        text.Append(CultureInfo.InvariantCulture, $"## {mark} Benchmarks: {MarkdownText.Escaped(GateText.Headline(report))}\n");
        GateResult[] open = [.. report.Results.Where(static result => s_open.Contains(result.Verdict))];
        AppendTable(text, report, open);
        AppendList(text, [.. report.Problems.Select(static problem => $"**{MarkdownText.Escaped(GateTable.Line(problem))}**")]);
        AppendFolded(text, "Everything else", report, [.. report.Results.Except(open)]);
        text.Append("\n<details><summary>How it was decided, and where</summary>\n");
        AppendList(text, [.. GateText.Rule(report).Concat(report.Notes).Concat(Environment(report)).Select(MarkdownText.Escaped)]);
        return text.Append("\n</details>\n").ToString();
    }

    private static void AppendFolded(StringBuilder text, string title, GateReport report, GateResult[] results)
    {
        if (results.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{title} ({results.Length})</summary>\n");
            AppendTable(text, report, results);
            text.Append("\n</details>\n");
        }
    }

    private static void AppendTable(StringBuilder text, GateReport report, GateResult[] results)
    {
        if (results.Length == 0)
        {
            return;
        }

        // Only the name comes from files.
        string[][] rows = [.. results.Select(result => GateText.Row(result, report)).Select(static row => (string[])[MarkdownText.Escaped(row[0]), .. row[1..]])];
        text.Append('\n').Append(PlainTable.MarkdownOfEscaped(GateText.Header, rows, GateText.AlignRight));
        AppendList(text, [.. results
            .Select(result => (Name: GateText.Name(result, report), Remark: GateText.Remark(result)))
            .Where(static line => line.Remark is not null)
            .Select(static line => MarkdownText.Escaped($"{line.Name}: {line.Remark}"))]);
    }

    private static void AppendList(StringBuilder text, IReadOnlyList<string> lines)
    {
        text.Append(lines.Count > 0 ? "\n" : "");
        foreach (string line in lines)
        {
            text.Append("- ").Append(line).Append('\n');
        }
    }

    private static IEnumerable<string> Environment(GateReport report)
    {
        foreach (string machine in report.Machines)
        {
            yield return $"Machine: {machine}";
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"Base: {report.BaseRuns} runs{Commit(report.BaseCommits)}; diff: {report.DiffRuns} runs{Commit(report.DiffCommits)}");
    }

    private static string Commit(string commits)
    {
        return commits.Length > 0 ? $" of {commits}" : "";
    }
}
