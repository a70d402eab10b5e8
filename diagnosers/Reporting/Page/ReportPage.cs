using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Page.Data;
using InferenceBench.Reporting.Page.Sections;

namespace InferenceBench.Reporting.Page;

/// <summary><c>report.html</c>: one file without any other, its script and style allowed by hash in its own content security policy.</summary>
public static class ReportPage
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "report.html";

    /// <summary>Rows up to which every run has a row of its own; above, one row stands for a machine's case.</summary>
    public const int MostRunRows = 2000;

    /// <summary>Writes the page piece by piece. The same comparison and charts give the same bytes.</summary>
    /// <param name="comparison">What it shows.</param>
    /// <param name="charts">Its charts, in order.</param>
    /// <param name="output">Takes the page.</param>
    public static void Write(ResultComparison comparison, IReadOnlyList<ChartImage> charts, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(charts);
        ArgumentNullException.ThrowIfNull(output);
        PageRows rows = PageRows.Of(comparison);
        IReadOnlyList<PageColumn> columns = PageColumn.For(rows.Rows, comparison.Baseline);
        HtmlWriter html = new(output);
        html.Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en"));
        WriteHead(html);
        html.Open("body").Element("a", "Skip to the results", ("class", "skip"), ("href", "#results"));
        HeaderSection.Write(html, comparison, rows.Notice);
        WriteNavigation(html, comparison, charts);
        html.Open("main");
        HeadlineSection.Write(html, comparison);
        WriteResults(html, rows.Rows, columns);
        ChartSection.Write(html, charts);
        MachineSection.Write(html, comparison);
        RemarkSection.WriteFailures(html, comparison);
        ParitySection.Write(html, comparison);
        RemarkSection.WriteProblems(html, comparison.Source.Problems);
        LegendSection.Write(html, rows.Rows, columns);
        html.Close("main").Open("div", ("id", "tip"), ("role", "tooltip"), ("hidden", "")).Close("div");
        html.Open("script", ("type", "application/json"), ("id", "data"));
        PageData.Write(rows, columns, output);
        html.Raw("</script>\n<script>").Raw(PageAssets.Script).Raw("</script>\n").Close("body").Close("html");
    }

    /// <summary>What the page may do: run its two scripts and use its style, both named by their hash; load nothing, send nothing.</summary>
    internal static string ContentPolicy()
    {
        string scripts = $"{PageAssets.HashOf(PageAssets.ThemeScript)} {PageAssets.HashOf(PageAssets.Script)}";
        return $"default-src 'none'; script-src {scripts}; style-src {PageAssets.HashOf(Style())}; img-src data:; base-uri 'none'; form-action 'none'";
    }

    /// <summary>The page's whole style sheet.</summary>
    internal static string Style()
    {
        return string.Concat(PageColours.Rules, PageAssets.Style, ChartStyle.Rules.ReplaceLineEndings("\n"));
    }

    private static void WriteHead(HtmlWriter html)
    {
        html.Open("head").Raw("<meta charset=\"utf-8\">\n");
        // Escaping would do no harm, but the policy is easier to read with its own quotes; hashes hold none of HTML's characters.
        html.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{ContentPolicy()}\">\n");
        html.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.Element("title", "InferenceBench: which framework on which device");
        html.Raw("<script>").Raw(PageAssets.ThemeScript).Raw("</script>\n<style>").Raw(Style()).Raw("</style>\n").Close("head");
    }

    private static void WriteNavigation(HtmlWriter html, ResultComparison comparison, IReadOnlyList<ChartImage> charts)
    {
        html.Open("nav", ("aria-label", "Sections"));
        (string Id, string Text, bool IsThere)[] links =
        [
            ("summary", "Summary", true),
            ("results", "Results", true),
            ("charts", "Charts", charts.Count > 0),
            ("machines", "Machines", true),
            ("failures", "Failed and skipped", true),
            ("parity", "Parity", true),
            ("problems", "Remarks on reading", comparison.Source.Problems.Count > 0),
            ("legend", "Legend", true),
        ];
        foreach ((string id, string text, _) in links.Where(static link => link.IsThere))
        {
            html.Element("a", text, ("href", "#" + id));
        }

        html.Close("nav");
    }

    private static void WriteResults(HtmlWriter html, IReadOnlyList<PageRow> rows, IReadOnlyList<PageColumn> columns)
    {
        html.Open("section", ("id", "results"), ("aria-labelledby", "results-title"), ("tabindex", "-1")).Element("h2", "Results", ("id", "results-title"));
        html.Open("div", ("id", "table"), ("class", "script-only")).Close("div");
        StaticTable.Write(html, rows, columns);
        html.Close("section");
    }
}
