using System.Globalization;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Comparison.Ranking;
using InferenceBench.Reporting.Import;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>What is compared: how much of what, from when, and what was left out.</summary>
internal static class HeaderSection
{
    /// <summary>Writes it.</summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="comparison">What is compared.</param>
    /// <param name="notice">What the page leaves out; null when nothing.</param>
    public static void Write(HtmlWriter html, ResultComparison comparison, string? notice)
    {
        html.Open("header", ("class", "top")).Open("div", ("class", "title"));
        html.Element("h1", "Which framework on which device");
        html.Open("button", ("id", "theme"), ("type", "button"), ("class", "script-only")).Text("Theme").Close("button").Close("div");
        html.Open("ul", ("class", "facts"));
        foreach (string fact in Facts(comparison))
        {
            html.Element("li", HtmlWriter.Clipped(fact));
        }

        html.Close("ul");
        if (notice is not null)
        {
            html.Element("p", notice, ("class", "notice"), ("id", "notice"));
        }

        WriteProblems(html, comparison.Source.Problems);
        html.Close("header");
    }

    private static IEnumerable<string> Facts(ResultComparison comparison)
    {
        IReadOnlyList<ResultRow> rows = comparison.Source.Rows;
        RowOrigin[] origins = [.. rows.Select(static row => row.Origin).Distinct(ReferenceEqualityComparer.Instance).Cast<RowOrigin>()];
        yield return Counted(origins.Select(static origin => origin.Machine).Distinct().Count(), "machine");
        yield return Counted(comparison.Cases.Select(static c => c.FrameworkLabel).Distinct().Count(), "framework");
        yield return Counted(rows.Select(static row => row.Key.Model).Distinct().Count(), "model");
        yield return Counted(origins.Select(static origin => origin.RunId ?? origin.FullPath).Distinct().Count(), "run");
        yield return Counted(rows.Count, "row");
        if (Dates(origins) is { } dates)
        {
            yield return dates;
        }

        if (comparison.Cases.Any(static c => c.SpeedUp is not null))
        {
            yield return $"speed-ups relative to {comparison.Baseline ?? BaselineChoice.Default}";
        }
    }

    private static string? Dates(RowOrigin[] origins)
    {
        DateTimeOffset[] known = [.. origins.Select(static origin => origin.StartedUtc).OfType<DateTimeOffset>()];
        if (known.Length == 0)
        {
            return null;
        }

        string first = known.Min().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string last = known.Max().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return first == last ? $"measured {first}" : $"measured {first} to {last}";
    }

    private static void WriteProblems(HtmlWriter html, IReadOnlyList<ReadProblem> problems)
    {
        int unreadable = problems.Count(static problem => problem.Kind == ProblemKind.Unreadable);
        if (problems.Count > 0)
        {
            html.Open("p", ("class", unreadable > 0 ? "notice bad" : "notice"))
                .Text(unreadable > 0 ? $"{Counted(unreadable, "file")} could not be read and {(unreadable == 1 ? "is" : "are")} left out. " : "Not everything was taken as it is. ")
                .Element("a", $"{Counted(problems.Count, "remark")} on reading", ("href", "#problems"))
                .Close("p");
        }
    }

    private static string Counted(int count, string noun)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
    }
}
