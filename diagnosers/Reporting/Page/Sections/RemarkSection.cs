using System.Globalization;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>What did not work: cases that failed or were skipped, by reason, and files that were left out.</summary>
internal static class RemarkSection
{
    /// <summary>Reasons and files that are named at most; the rest is counted.</summary>
    public const int MostLines = 200;

    private const int MostCasesOfReason = 12;

    /// <summary>Writes failed and skipped cases.</summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="comparison">What is compared.</param>
    public static void WriteFailures(HtmlWriter html, ResultComparison comparison)
    {
        var reasons = comparison.Cases.Where(static c => c.Status != CaseStatus.Ok)
            .GroupBy(static c => (c.Status, Reason: c.Newest.Reason ?? "no reason was given"))
            .OrderBy(static group => group.Key.Status, StringComparer.Ordinal)
            .ToArray();
        html.Open("section", ("id", "failures"), ("aria-labelledby", "failures-title")).Element("h2", "Failed and skipped", ("id", "failures-title"));
        if (reasons.Length == 0)
        {
            html.Element("p", "Every case ran.");
        }
        else
        {
            html.Open("div", ("class", "scroll")).Open("table", ("class", "list"));
            html.Open("thead").Open("tr").Element("th", "Status", ("scope", "col")).Element("th", "Reason", ("scope", "col")).Element("th", "Cases", ("scope", "col")).Close("tr").Close("thead").Open("tbody");
            foreach (var group in reasons.Take(MostLines))
            {
                html.Open("tr").Open("td").Element("span", group.Key.Status, ("class", "badge " + BadgeOf(group.Key.Status))).Close("td");
                html.Element("td", HtmlWriter.Clipped(group.Key.Reason), ("class", "reason"));
                html.Open("td").Open("ul", ("class", "plain"));
                WriteCapped(html, [.. group.Select(static c => $"{c.Key} on {c.DeviceLabel}")], MostCasesOfReason);
                html.Close("ul").Close("td").Close("tr");
            }

            html.Close("tbody").Close("table").Close("div");
            WriteRest(html, reasons.Length, "reasons");
        }

        html.Close("section");
    }

    /// <summary>Writes what was left out in reading; nothing when nothing was.</summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="problems">What was left out.</param>
    public static void WriteProblems(HtmlWriter html, IReadOnlyList<ReadProblem> problems)
    {
        if (problems.Count == 0)
        {
            return;
        }

        html.Open("section", ("id", "problems"), ("aria-labelledby", "problems-title")).Element("h2", "Remarks on reading", ("id", "problems-title"));
        html.Open("div", ("class", "scroll")).Open("table", ("class", "list"));
        html.Open("thead").Open("tr").Element("th", "Kind", ("scope", "col")).Element("th", "File", ("scope", "col")).Element("th", "Reason", ("scope", "col")).Close("tr").Close("thead").Open("tbody");
        foreach (ReadProblem problem in problems.OrderBy(static problem => problem.Kind).Take(MostLines))
        {
            (string kind, string badge) = problem.Kind switch
            {
                ProblemKind.Unreadable => ("left out", "bad"),
                ProblemKind.Repeated => ("repeated", "warn"),
                _ => ("in part", "warn"),
            };
            html.Open("tr").Open("td").Element("span", kind, ("class", "badge " + badge)).Close("td");
            html.Element("td", HtmlWriter.Clipped(problem.File)).Element("td", HtmlWriter.Clipped(problem.Reason), ("class", "reason")).Close("tr");
        }

        html.Close("tbody").Close("table").Close("div");
        WriteRest(html, problems.Count, "remarks");
        html.Close("section");
    }

    private static void WriteCapped(HtmlWriter html, string[] lines, int most)
    {
        foreach (string line in lines.Take(most))
        {
            html.Element("li", HtmlWriter.Clipped(line));
        }

        if (lines.Length > most)
        {
            html.Element("li", string.Create(CultureInfo.InvariantCulture, $"and {lines.Length - most:N0} more"));
        }
    }

    private static void WriteRest(HtmlWriter html, int count, string noun)
    {
        if (count > MostLines)
        {
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{count - MostLines:N0} more {noun} are in compare.csv and compare.json."));
        }
    }

    private static string BadgeOf(string status)
    {
        return status == CaseStatus.Failed ? "bad" : "quiet";
    }
}
