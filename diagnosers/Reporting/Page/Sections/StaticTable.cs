using System.Globalization;
using InferenceBench.Reporting.Page.Data;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>The results for readers without JavaScript: the columns that are shown first, in the order of the comparison.</summary>
internal static class StaticTable
{
    /// <summary>Rows at most.</summary>
    public const int MostRows = 500;

    /// <summary>
    /// Writes it as an element that the script removes: not as <c>noscript</c>, because viewers that block scripts by a policy or a sandbox do not show that.
    /// </summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns of figures.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<PageRow> rows, IReadOnlyList<PageColumn> columns)
    {
        PageColumn[] shown = [.. columns.Where(static column => column.IsShownFirst)];
        html.Open("div", ("id", "static"));
        html.Open("noscript").Element("p", "Without JavaScript the table cannot be sorted or filtered, and settings are not shown.", ("class", "notice")).Close("noscript");
        html.Open("div", ("class", "scroll")).Open("table", ("class", "list")).Open("thead").Open("tr");
        foreach (string header in (string[])["Framework", "Device", "Model", "Batch", "Precision", "Status"])
        {
            html.Element("th", header, ("scope", "col"));
        }

        foreach (PageColumn column in shown)
        {
            html.Element("th", column.Unit is null ? column.Name : $"{column.Name} [{column.Unit}]", ("scope", "col"), ("class", "number"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (PageRow row in rows.Take(MostRows))
        {
            WriteRow(html, row, shown);
        }

        html.Close("tbody").Close("table").Close("div");
        if (rows.Count > MostRows)
        {
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{rows.Count - MostRows:N0} more rows are in compare.csv."));
        }

        html.Close("div");
    }

    private static void WriteRow(HtmlWriter html, PageRow row, PageColumn[] shown)
    {
        html.Open("tr").Element("td", HtmlWriter.Clipped(row.Case.FrameworkLabel)).Element("td", HtmlWriter.Clipped(row.Case.DeviceLabel));
        html.Element("td", HtmlWriter.Clipped(row.Row.Key.Model)).Element("td", row.Row.Key.Batch.ToString(CultureInfo.InvariantCulture), ("class", "number"));
        html.Element("td", HtmlWriter.Clipped(row.Row.Key.Precision)).Element("td", HtmlWriter.Clipped(row.Row.Status));
        foreach (PageColumn column in shown)
        {
            html.Element("td", column.ValueOf(row) is { } value ? NumberText.Of(value * column.Scale) : "n/a", ("class", "number"));
        }

        html.Close("tr");
    }
}
