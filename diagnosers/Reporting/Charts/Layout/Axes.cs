using InferenceBench.Reporting.Charts.Scales;
using InferenceBench.Reporting.Charts.Svg;

namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>Draws axes: marks, grid, names. All text is horizontal; the name of the axis upwards stands above it.</summary>
internal static class Axes
{
    /// <summary>Room for the name of the axis upwards, above the plot.</summary>
    public const double NameHeight = 28;

    /// <summary>Room for labels and name of the axis to the right, below the plot.</summary>
    public const double FootHeight = 52;

    /// <summary>Room for labels alone.</summary>
    public const double LabelHeight = 22;

    /// <summary>Room between a label and its axis.</summary>
    public const double LabelGap = 8;

    private const double LeastSpace = 8;

    /// <summary>Width of the widest label.</summary>
    /// <param name="scale">The axis.</param>
    public static double LabelWidth(AxisScale scale)
    {
        return scale.Ticks.Select(static tick => TextMetrics.Width(tick.Label)).DefaultIfEmpty(0).Max();
    }

    /// <summary>Room that the last label needs beyond the axis.</summary>
    /// <param name="scale">The axis.</param>
    public static double HalfLabel(AxisScale scale)
    {
        return scale.Ticks.Count == 0 ? 0 : TextMetrics.Width(scale.Ticks[^1].Label) / 2;
    }

    /// <summary>The axis upwards at the left of a plot.</summary>
    public static void WriteY(SvgWriter svg, Area plot, AxisScale scale, string name)
    {
        svg.Group("ib-y");
        foreach (AxisTick tick in scale.Ticks)
        {
            double y = plot.Bottom - (scale.Position(tick.Value) * plot.Height);
            svg.Line(plot.Left, y, plot.Right, y, "ib-grid");
            svg.Text(plot.Left - LabelGap, y + 4, tick.Label, "ib-muted ib-number", TextAnchor.End);
        }

        svg.Line(plot.Left, plot.Top, plot.Left, plot.Bottom, "ib-axis");
        svg.Text(ChartHead.Margin, plot.Top - 12, name, "ib-text ib-name", room: plot.Right - ChartHead.Margin);
        svg.End();
    }

    /// <summary>The axis to the right below a plot. Labels that would touch the one before are left out.</summary>
    public static void WriteX(SvgWriter svg, Area plot, AxisScale scale, string? name, bool hasLabels = true)
    {
        svg.Group("ib-x");
        double free = double.NegativeInfinity;
        foreach (AxisTick tick in scale.Ticks)
        {
            double x = plot.Left + (scale.Position(tick.Value) * plot.Width);
            double half = TextMetrics.Width(tick.Label) / 2;
            svg.Line(x, plot.Top, x, plot.Bottom, "ib-grid");
            if (hasLabels && x - half >= free)
            {
                svg.Text(x, plot.Bottom + 17, tick.Label, "ib-muted ib-number", TextAnchor.Middle);
                free = x + half + LeastSpace;
            }
        }

        svg.Line(plot.Left, plot.Bottom, plot.Right, plot.Bottom, "ib-axis");
        if (name is not null)
        {
            svg.Text(plot.Left + (plot.Width / 2), plot.Bottom + 38, name, "ib-text ib-name", TextAnchor.Middle, plot.Width);
        }

        svg.End();
    }
}
