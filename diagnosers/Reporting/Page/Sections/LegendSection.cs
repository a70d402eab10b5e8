using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Page.Data;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>What columns and flags of this page mean.</summary>
internal static class LegendSection
{
    /// <summary>Writes it.</summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns of figures.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<PageRow> rows, IReadOnlyList<PageColumn> columns)
    {
        html.Open("section", ("id", "legend"), ("aria-labelledby", "legend-title")).Element("h2", "Legend", ("id", "legend-title"));
        html.Open("div", ("class", "cards")).Open("div", ("class", "card")).Element("h3", "Columns").Open("dl");
        Entry(html, "n/a", "not available, never 0; the cell's tooltip and the row's details say why");
        Entry(html, "★", "best of the rows shown that may be ranked against each other: same device, model, batch, scenario and power mode; latencies with copies alike inside or outside, energies of one scope");
        foreach (PageColumn column in columns)
        {
            Entry(html, column.Unit is null ? column.Name : $"{column.Name} [{column.Unit}]", column.Legend + Better(column.Direction));
        }

        html.Close("dl").Close("div");
        string[] codes = [.. rows.SelectMany(static row => row.Flags).Select(static flag => flag.Code).Distinct().Order(StringComparer.Ordinal)];
        if (codes.Length > 0)
        {
            html.Open("div", ("class", "card")).Element("h3", "Flags").Open("dl");
            foreach (string code in codes)
            {
                Entry(html, code, FlagLegend.Of(code) ?? "of another version: it is not known here");
            }

            html.Close("dl").Close("div");
        }

        html.Close("div").Close("section");
    }

    private static string Better(FigureDirection direction)
    {
        return direction switch
        {
            FigureDirection.HigherIsBetter => "; higher is better",
            FigureDirection.LowerIsBetter => "; lower is better",
            _ => "",
        };
    }

    private static void Entry(HtmlWriter html, string name, string text)
    {
        html.Element("dt", HtmlWriter.Clipped(name)).Element("dd", HtmlWriter.Clipped(text));
    }
}
