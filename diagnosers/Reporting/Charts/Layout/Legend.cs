using InferenceBench.Reporting.Charts.Svg;

namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>Names of series and lines above a plot, in as many rows as they need.</summary>
internal sealed class Legend
{
    /// <summary>Between framework and device.</summary>
    public const string Separator = " · ";

    private const double RowHeight = 20;
    private const double SampleWidth = 36;
    private const double SampleLine = 28;
    private const double Gap = 18;
    private const double WidestText = 350;
    private readonly List<(XySeries? Series, XyGuide? Guide, double Left, int Row, string Text)> _entries = [];
    private double _next = ChartHead.Margin;
    private int _row;

    private Legend()
    {
    }

    /// <summary>Room that it takes.</summary>
    public double Height => _entries.Count == 0 ? 0 : ((_row + 1) * RowHeight) + 6;

    /// <summary>A legend; one nameless series needs none.</summary>
    /// <param name="series">The series.</param>
    /// <param name="guides">Further lines.</param>
    public static Legend Of(IReadOnlyList<XySeries> series, IReadOnlyList<XyGuide> guides)
    {
        var legend = new Legend();
        foreach (XySeries entry in series.Where(static entry => entry.Name.Length > 0))
        {
            legend.Add(entry.Name, entry, null);
        }

        foreach (XyGuide guide in guides)
        {
            legend.Add(guide.Name, null, guide);
        }

        return legend;
    }

    /// <summary>Writes it.</summary>
    /// <param name="svg">Takes it.</param>
    /// <param name="top">Where it starts.</param>
    /// <param name="lines">How points of series are joined.</param>
    public void Write(SvgWriter svg, double top, LineKind lines)
    {
        svg.Group("ib-legend");
        foreach ((XySeries? series, XyGuide? guide, double left, int row, string text) in _entries)
        {
            double middle = top + (row * RowHeight) + (RowHeight / 2);
            if (series is not null)
            {
                svg.Group(series.Style.ColourClass);
                if (lines == LineKind.Line)
                {
                    svg.Line(left, middle, left + SampleLine, middle, series.Style.LineClasses);
                }

                Markers.Write(svg, series.Style, left + (SampleLine / 2), middle);
                svg.End();
            }
            else
            {
                svg.Line(left, middle, left + SampleLine, middle, "ib-guide");
            }

            string shown = Shorten(text);
            svg.Group("ib-entry", shown == text ? null : text).Text(left + SampleWidth, middle + 4, shown, room: WidestText).End();
        }

        svg.End();
    }

    // Of a framework and a device that are too long together something of both remains.
    private static string Shorten(string text)
    {
        int middle = text.IndexOf(Separator, StringComparison.Ordinal);
        if (TextMetrics.Width(text) <= WidestText || middle < 0)
        {
            return text;
        }

        double half = (WidestText - TextMetrics.Width(Separator)) / 2;
        (string first, string second) = (text[..middle], text[(middle + Separator.Length)..]);
        double firstRoom = Math.Max(half, (2 * half) - TextMetrics.Width(second));
        string shown = TextMetrics.Shorten(first, firstRoom);
        return shown + Separator + TextMetrics.Shorten(second, (2 * half) - TextMetrics.Width(shown));
    }

    private void Add(string name, XySeries? series, XyGuide? guide)
    {
        string text = SvgText.Clean(name);
        double width = SampleWidth + Math.Min(TextMetrics.Width(Shorten(text)), WidestText);
        if (_next > ChartHead.Margin && _next + width > ChartHead.Width - ChartHead.Margin)
        {
            _row++;
            _next = ChartHead.Margin;
        }

        _entries.Add((series, guide, _next, _row, text));
        _next += width + Gap;
    }
}
