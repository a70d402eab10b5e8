using System.Globalization;
using InferenceBench.Reporting.Charts;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>The charts, drawn into the page so that its theme colours them.</summary>
internal static class ChartSection
{
    /// <summary>Writes it; nothing without charts.</summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="charts">The charts.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<ChartImage> charts)
    {
        if (charts.Count == 0)
        {
            return;
        }

        html.Open("section", ("id", "charts"), ("aria-labelledby", "charts-title")).Element("h2", "Charts", ("id", "charts-title"));
        if (charts.Count > 1)
        {
            WriteChooser(html, charts);
        }

        html.Open("div", ("class", "charts"));
        foreach (ChartImage chart in charts)
        {
            html.Open("figure", ("id", "chart-" + chart.Id), ("data-chart", "")).Raw(chart.Body);
            html.Element("figcaption", chart.Description).Close("figure");
        }

        html.Close("div").Close("section");
    }

    private static void WriteChooser(HtmlWriter html, IReadOnlyList<ChartImage> charts)
    {
        html.Open("div", ("class", "chooser script-only")).Open("label", ("for", "chart-choice")).Text("Show").Close("label");
        html.Open("select", ("id", "chart-choice"));
        html.Element("option", string.Create(CultureInfo.InvariantCulture, $"All {charts.Count} charts"), ("value", "all"));
        foreach (ChartImage chart in charts)
        {
            html.Element("option", HtmlWriter.Clipped(chart.Title), ("value", "chart-" + chart.Id));
        }

        html.Close("select");
        html.Element("button", "Previous", ("type", "button"), ("id", "chart-previous"), ("aria-label", "Previous chart"));
        html.Element("button", "Next", ("type", "button"), ("id", "chart-next"), ("aria-label", "Next chart")).Close("div");
    }
}
