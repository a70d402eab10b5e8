using System.Globalization;
using System.Xml.Linq;
using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Charts.Svg;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Charts;

/// <summary>What holds for every chart, and ways to look into one.</summary>
internal static class ChartMarkup
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly string[] s_elements = ["svg", "title", "desc", "g", "line", "rect", "circle", "path", "text"];
    private static readonly string[] s_attributes =
        ["class", "id", "role", "viewBox", "width", "height", "aria-labelledby", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "d", "text-anchor", "xmlns"];

    public static XElement Parse(ChartImage chart)
    {
        return XDocument.Parse(chart.Body).Root!;
    }

    /// <summary>Well-formed, nothing but the elements and attributes that the writer has, named, and no text cut off.</summary>
    public static void AssertSound(ChartImage chart)
    {
        XElement root = Parse(chart);
        Assert.NotNull(XDocument.Parse(chart.ToStandaloneSvg()).Root);
        Assert.All(root.DescendantsAndSelf(), static element =>
        {
            Assert.Contains(element.Name.LocalName, s_elements);
            Assert.Equal(Svg, element.Name.Namespace);
            Assert.All(element.Attributes(), static attribute => Assert.Contains(attribute.Name.LocalName, s_attributes));
        });
        Assert.Matches("^[A-Za-z0-9_-]+$", chart.Id);
        Assert.Equal($"{chart.Id}-title {chart.Id}-desc", (string?)root.Attribute("aria-labelledby"));
        Assert.Equal($"{chart.Id}-title", (string?)root.Element(Svg + "title")!.Attribute("id"));
        Assert.Equal(chart.Title, root.Element(Svg + "title")!.Value);
        Assert.Equal($"{chart.Id}-desc", (string?)root.Element(Svg + "desc")!.Attribute("id"));
        Assert.DoesNotContain("NaN", chart.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", chart.Body, StringComparison.Ordinal);
        AssertInside(chart, root);
    }

    public static double Number(XElement element, string name)
    {
        return double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Elements with a class.</summary>
    public static IEnumerable<XElement> WithClass(XElement root, string name)
    {
        return root.Descendants().Where(element => ((string?)element.Attribute("class") ?? "").Split(' ').Contains(name));
    }

    /// <summary>Middle of the mark whose tooltip holds a text.</summary>
    public static (double X, double Y) Mark(XElement root, string tooltip)
    {
        XElement mark = WithClass(root, "ib-mark").Single(element => element.Element(Svg + "title")!.Value.Contains(tooltip, StringComparison.Ordinal));
        XElement circle = mark.Element(Svg + "circle") ?? throw new InvalidOperationException("the mark is no circle");
        return (Number(circle, "cx"), Number(circle, "cy"));
    }

    private static void AssertInside(ChartImage chart, XElement root)
    {
        double[] box = [.. root.Attribute("viewBox")!.Value.Split(' ').Select(static part => double.Parse(part, CultureInfo.InvariantCulture))];
        foreach (XElement text in root.Descendants(Svg + "text"))
        {
            string shown = string.Concat(text.Nodes().OfType<XText>().Select(static node => node.Value));
            bool isTitle = (string?)text.Attribute("class") == "ib-title";
            double width = TextMetrics.Width(shown, isTitle ? TextMetrics.TitleSize : TextMetrics.FontSize, isTitle || (string?)text.Attribute("class") == "ib-strong");
            double left = Number(text, "x") - ((string?)text.Attribute("text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 });
            Assert.True(left >= 0 && left + width <= box[2] && Number(text, "y") >= 12 && Number(text, "y") <= box[3] - 3, $"{chart.Id}: '{shown}' from {left} to {left + width} at {Number(text, "y")}");
        }

        Assert.All(root.Descendants(Svg + "rect"), rectangle =>
            Assert.True(Number(rectangle, "x") >= 0 && Number(rectangle, "width") >= 0 && Number(rectangle, "x") + Number(rectangle, "width") <= box[2] + 0.01 && Number(rectangle, "y") + Number(rectangle, "height") <= box[3] + 0.01, chart.Id));
    }
}
