using System.Globalization;
using System.Text;
using System.Xml;

namespace InferenceBench.Reporting.Charts.Svg;

/// <summary>Writes one <c>svg</c> element. Only classes and presentation attributes: a content security policy may forbid inline styles.</summary>
internal sealed class SvgWriter : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private readonly StringBuilder _text = new();
    private readonly XmlWriter _xml;

    /// <summary>Opens the element.</summary>
    /// <param name="id">Id of the chart: those of its title and description derive from it.</param>
    /// <param name="width">Width of the view box in pixels.</param>
    /// <param name="height">Height of the view box in pixels.</param>
    /// <param name="title">The chart's name.</param>
    /// <param name="description">Alternative text.</param>
    public SvgWriter(string id, double width, double height, string title, string description)
    {
        // Line breaks inside <text> would be shown as spaces, so nothing is indented.
        _xml = XmlWriter.Create(_text, new XmlWriterSettings { ConformanceLevel = ConformanceLevel.Fragment, OmitXmlDeclaration = true });
        _xml.WriteStartElement("svg", Namespace);
        Attribute("class", "ib-chart");
        Attribute("role", "img");
        Attribute("viewBox", $"0 0 {Number(width)} {Number(height)}");
        Attribute("width", width);
        Attribute("height", height);
        Attribute("aria-labelledby", $"{id}-title {id}-desc");
        Labelled("title", $"{id}-title", title);
        Labelled("desc", $"{id}-desc", description);
        Rectangle(new Area(0, 0, width, height), "ib-paper");
    }

    /// <summary>A coordinate as text: at most two decimals, invariant culture, never <c>-0</c>.</summary>
    /// <param name="value">The coordinate.</param>
    public static string Number(double value)
    {
        return (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>Opens a group.</summary>
    /// <param name="classes">Its classes.</param>
    /// <param name="tooltip">Text that explains the group; null: none.</param>
    public SvgWriter Group(string classes, string? tooltip = null)
    {
        Start("g", classes);
        Tooltip(tooltip);
        return this;
    }

    /// <summary>Opens a mark: what a reader points at. The page makes a tooltip of its title.</summary>
    /// <param name="classes">Further classes.</param>
    /// <param name="tooltip">What it stands for.</param>
    public SvgWriter Mark(string classes, string tooltip)
    {
        return Group("ib-mark " + classes, tooltip);
    }

    /// <summary>Closes the innermost group.</summary>
    public SvgWriter End()
    {
        _xml.WriteEndElement();
        return this;
    }

    /// <summary>A straight line.</summary>
    public SvgWriter Line(double x1, double y1, double x2, double y2, string classes)
    {
        Start("line", classes);
        Attribute("x1", x1);
        Attribute("y1", y1);
        Attribute("x2", x2);
        Attribute("y2", y2);
        return End();
    }

    /// <summary>A rectangle.</summary>
    public SvgWriter Rectangle(Area area, string classes)
    {
        Start("rect", classes);
        Attribute("x", area.Left);
        Attribute("y", area.Top);
        Attribute("width", area.Width);
        Attribute("height", area.Height);
        return End();
    }

    /// <summary>A circle.</summary>
    public SvgWriter Circle(double x, double y, double radius, string classes)
    {
        Start("circle", classes);
        Attribute("cx", x);
        Attribute("cy", y);
        Attribute("r", radius);
        return End();
    }

    /// <summary>A path of <c>M</c>, <c>L</c> and <c>Z</c>.</summary>
    public SvgWriter Path(string data, string classes)
    {
        Start("path", classes);
        Attribute("d", data);
        return End();
    }

    /// <summary>Text on its baseline. What is cut off is told by a title.</summary>
    /// <param name="x">Position of its anchor.</param>
    /// <param name="y">Its baseline.</param>
    /// <param name="text">Any text.</param>
    /// <param name="classes">Its classes.</param>
    /// <param name="anchor">Where it lies about <paramref name="x"/>.</param>
    /// <param name="room">Pixels that it may take; what is longer is shortened.</param>
    public SvgWriter Text(double x, double y, string text, string classes = "ib-text", TextAnchor anchor = TextAnchor.Start, double room = double.PositiveInfinity)
    {
        string clean = SvgText.Clean(text);
        bool isTitle = classes == "ib-title";
        string shown = TextMetrics.Shorten(clean, room, isTitle ? TextMetrics.TitleSize : TextMetrics.FontSize, isTitle || classes == "ib-strong");
        Start("text", classes);
        Attribute("x", x);
        Attribute("y", y);
        if (anchor != TextAnchor.Start)
        {
            Attribute("text-anchor", anchor == TextAnchor.Middle ? "middle" : "end");
        }

        if (shown != clean)
        {
            Tooltip(clean);
        }

        _xml.WriteString(shown);
        return End();
    }

    /// <summary>Closes the element and gives its text.</summary>
    public string Finish()
    {
        _xml.WriteEndElement();
        _xml.Flush();
        return _text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _xml.Dispose();
    }

    private void Start(string name, string classes)
    {
        _xml.WriteStartElement(name, Namespace);
        Attribute("class", classes);
    }

    private void Tooltip(string? text)
    {
        if (text is not null)
        {
            _xml.WriteElementString("title", Namespace, SvgText.Clean(text));
        }
    }

    private void Labelled(string name, string id, string text)
    {
        _xml.WriteStartElement(name, Namespace);
        Attribute("id", id);
        _xml.WriteString(SvgText.Clean(text, SvgText.MostDescription));
        _xml.WriteEndElement();
    }

    private void Attribute(string name, double value)
    {
        _xml.WriteAttributeString(name, Number(value));
    }

    private void Attribute(string name, string value)
    {
        _xml.WriteAttributeString(name, value);
    }
}
