using System.Text;
using InferenceBench.Reporting.Charts.Scales;
using InferenceBench.Reporting.Charts.Svg;

namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>A chart with two axes: points, lines, or both.</summary>
internal sealed record XyChart
{
    private const double PlotHeight = 360;
    private const double LabelHeight = 13;

    /// <summary>What it is called.</summary>
    public required ChartHead Head { get; init; }

    /// <summary>The axis to the right.</summary>
    public required AxisScale X { get; init; }

    /// <summary>The axis upwards.</summary>
    public required AxisScale Y { get; init; }

    /// <summary>Name of <see cref="X"/> with its unit.</summary>
    public required string XName { get; init; }

    /// <summary>Name of <see cref="Y"/> with its unit.</summary>
    public required string YName { get; init; }

    /// <summary>The series.</summary>
    public required IReadOnlyList<XySeries> Series { get; init; }

    /// <summary>How points are joined.</summary>
    public LineKind Lines { get; init; } = LineKind.Line;

    /// <summary>Lines that belong to no series.</summary>
    public IReadOnlyList<XyGuide> Guides { get; init; } = [];

    /// <summary>Draws it.</summary>
    public ChartImage Draw()
    {
        Legend legend = Legend.Of(Series, Guides);
        double plotTop = Head.Height + legend.Height + Axes.NameHeight;
        double plotLeft = ChartHead.Margin + Axes.LabelWidth(Y) + Axes.LabelGap;
        var plot = new Area(plotLeft, plotTop, ChartHead.Width - ChartHead.Margin - Axes.HalfLabel(X) - plotLeft, PlotHeight);
        using SvgWriter svg = Head.Begin(plot.Bottom + Axes.FootHeight);
        legend.Write(svg, Head.Height, Lines);
        Axes.WriteY(svg, plot, Y, YName);
        Axes.WriteX(svg, plot, X, XName);
        WriteGuides(svg, plot);
        WriteLines(svg, plot);
        List<Area> taken = WriteMarks(svg, plot);
        WriteLabels(svg, plot, taken);
        return Head.Finish(svg);
    }

    private (double X, double Y) Place(Area plot, double x, double y)
    {
        return (plot.Left + (X.Clamped(x) * plot.Width), plot.Bottom - (Y.Clamped(y) * plot.Height));
    }

    private string Outline(Area plot, IEnumerable<(double X, double Y)> corners)
    {
        var data = new StringBuilder();
        foreach ((double x, double y) in corners.Select(corner => Place(plot, corner.X, corner.Y)))
        {
            data.Append(data.Length == 0 ? 'M' : 'L').Append(SvgWriter.Number(x)).Append(' ').Append(SvgWriter.Number(y));
        }

        return data.ToString();
    }

    private void WriteGuides(SvgWriter svg, Area plot)
    {
        foreach (XyGuide guide in Guides)
        {
            svg.Mark("ib-guides", guide.Tooltip).Path(Outline(plot, guide.Corners), "ib-guide").End();
        }
    }

    private void WriteLines(SvgWriter svg, Area plot)
    {
        foreach (XySeries series in Series.Where(series => Lines != LineKind.None && series.Points.Count > 1))
        {
            string classes = Lines == LineKind.Trail ? "ib-trail" : series.Style.LineClasses;
            svg.Group(series.Style.ColourClass).Path(Outline(plot, series.Points.Select(static point => (point.X, point.Y))), classes).End();
        }
    }

    private List<Area> WriteMarks(SvgWriter svg, Area plot)
    {
        List<Area> taken = [];
        foreach (XySeries series in Series)
        {
            foreach (XyPoint point in series.Points.Where(static point => point.Tooltip is not null))
            {
                (double x, double y) = Place(plot, point.X, point.Y);
                svg.Mark(series.Style.ColourClass, point.Tooltip!);
                Markers.Write(svg, series.Style, x, y);
                svg.End();
                taken.Add(new Area(x - Markers.Radius - 1, y - Markers.Radius - 1, (Markers.Radius + 1) * 2, (Markers.Radius + 1) * 2));
            }
        }

        return taken;
    }

    // A label goes to the right of its mark, to the left, above or below; where all four are taken it is left to the tooltip.
    private void WriteLabels(SvgWriter svg, Area plot, List<Area> taken)
    {
        foreach (XyPoint point in Series.SelectMany(static series => series.Points).Where(static point => point.Label is not null))
        {
            (double x, double y) = Place(plot, point.X, point.Y);
            double width = TextMetrics.Width(point.Label!);
            const double Gap = Markers.Radius + 3;
            (double Left, double Top)[] places =
                [(x + Gap, y - (LabelHeight / 2)), (x - Gap - width, y - (LabelHeight / 2)), (x - (width / 2), y - Gap - LabelHeight), (x - (width / 2), y + Gap)];
            foreach (Area place in places.Select(place => new Area(place.Left, place.Top, width, LabelHeight)))
            {
                bool isInside = place.Left >= plot.Left && place.Right <= plot.Right && place.Top >= plot.Top && place.Bottom <= plot.Bottom;
                if (isInside && !taken.Exists(place.Overlaps))
                {
                    svg.Text(place.Left, place.Bottom - 3, point.Label!, "ib-muted");
                    taken.Add(place);
                    break;
                }
            }
        }
    }
}
