using System.Globalization;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>The runs of one machine: when, at which commit, in which power mode, by which command line.</summary>
internal static class RunList
{
    /// <summary>Runs of a machine that are named at most, newest first.</summary>
    public const int MostRuns = 20;

    /// <summary>Writes it.</summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="runs">The runs' files with their rows, newest first.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<(RowOrigin Origin, ResultRow[] Rows)> runs)
    {
        html.Open("details").Element("summary", string.Create(CultureInfo.InvariantCulture, $"Runs ({runs.Count:N0})")).Open("ul", ("class", "plain runs"));
        foreach ((RowOrigin origin, ResultRow[] rows) in runs.Take(MostRuns))
        {
            WriteRun(html, origin, rows);
        }

        html.Close("ul");
        if (runs.Count > MostRuns)
        {
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{runs.Count - MostRuns:N0} older runs are in compare.csv."), ("class", "hint"));
        }

        html.Close("details");
    }

    private static void WriteRun(HtmlWriter html, RowOrigin origin, ResultRow[] rows)
    {
        string?[] facts =
        [
            origin.StartedUtc?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
            origin.Commit is { Length: > 0 } commit ? $"commit {commit[..Math.Min(7, commit.Length)]}{(origin.IsDirty == true ? " with changes" : "")}" : null,
            origin.PowerMode is { } mode ? $"power mode {mode}" : null,
            string.Create(CultureInfo.InvariantCulture, $"{rows.Count(static row => row.Status == CaseStatus.Ok)} of {rows.Length} cases ok"),
            origin.Run is { FinishedUtc: null } ? "cut off" : null,
        ];
        html.Open("li").Element("b", HtmlWriter.Clipped(origin.RunId ?? origin.File)).Element("div", HtmlWriter.Clipped(string.Join(" · ", facts.Where(static fact => fact is not null))));
        if (origin.RunId is not null)
        {
            html.Element("div", HtmlWriter.Clipped(origin.File), ("class", "file"));
        }

        if (origin.Run is { Arguments.Count: > 0 } run)
        {
            html.Element("code", HtmlWriter.Clipped(string.Join(' ', run.Arguments)));
        }

        foreach (string note in origin.Run?.Notes ?? [])
        {
            html.Element("div", HtmlWriter.Clipped(note), ("class", "hint"));
        }

        html.Close("li");
    }
}
