using System.Text;
using InferenceBench.Reporting.Charts.Inputs;
using InferenceBench.Reporting.Charts.Scales;
using InferenceBench.Reporting.Charts.Svg;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>Panels over one axis of time, with the measured windows shaded behind all of them and the cases numbered.</summary>
internal sealed record TimelineChart
{
    private const double PlotHeight = 104;
    private const double HeadHeight = 26;
    private const double PanelGap = 12;
    private const double NumberHeight = 18;
    private const double ListRowHeight = 18;
    private const int ListColumns = 2;
    private const int MostListed = 24;
    private const double LongestGapNs = 3e9;
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>What it is called.</summary>
    public required ChartHead Head { get; init; }

    /// <summary>The panels from top to bottom.</summary>
    public required IReadOnlyList<TimelinePanel> Panels { get; init; }

    /// <summary>The cases.</summary>
    public required IReadOnlyList<CaseWindow> Cases { get; init; }

    /// <summary>The time that is shown, in monotonic nanoseconds.</summary>
    public required (double FromNs, double ToNs) Span { get; init; }

    private double ListHeight => Cases.Count == 0 ? 0 : 12 + (ListRowHeight * Math.Ceiling((double)(Math.Min(Cases.Count, MostListed) + (Cases.Count > MostListed ? 1 : 0)) / ListColumns));

    /// <summary>Draws it.</summary>
    public ChartImage Draw()
    {
        (double unitNs, string unit) = (Span.ToNs - Span.FromNs) switch
        {
            > 3 * 3600 * NanosecondsPerSecond => (3600 * NanosecondsPerSecond, "h"),
            > 600 * NanosecondsPerSecond => (60 * NanosecondsPerSecond, "min"),
            _ => (NanosecondsPerSecond, "s"),
        };
        var time = new TimeScale((Span.ToNs - Span.FromNs) / unitNs);
        double left = ChartHead.Margin + Panels.Max(static panel => Axes.LabelWidth(panel.Scale)) + Axes.LabelGap;
        double width = ChartHead.Width - ChartHead.Margin - Axes.HalfLabel(time) - left;
        double top = Head.Height + (Cases.Count == 0 ? 0 : NumberHeight);
        Area[] plots = [.. Panels.Select((_, i) => new Area(left, top + HeadHeight + (i * (PlotHeight + HeadHeight + PanelGap)), width, PlotHeight))];
        using SvgWriter svg = Head.Begin(plots[^1].Bottom + Axes.FootHeight + ListHeight);
        WriteBands(svg, plots);
        for (int i = 0; i < Panels.Count; i++)
        {
            WritePanel(svg, Panels[i], plots[i], time, i == Panels.Count - 1 ? $"Time since the first reading [{unit}]" : null);
        }

        WriteList(svg, plots[^1].Bottom + Axes.FootHeight + 12);
        return Head.Finish(svg);
    }

    private double Place(Area plot, double timeNs)
    {
        return plot.Left + (Math.Clamp((timeNs - Span.FromNs) / (Span.ToNs - Span.FromNs), 0, 1) * plot.Width);
    }

    private void WriteBands(SvgWriter svg, Area[] plots)
    {
        double free = double.NegativeInfinity;
        foreach ((int index, CaseWindow result) in Cases.Index())
        {
            (double from, double to) = (result.Windows.Min(static window => window.StartNs), result.Windows.Max(static window => window.EndNs));
            string seconds = FormattableString.Invariant($"{(from - Span.FromNs) / NanosecondsPerSecond:F1} s to {(to - Span.FromNs) / NanosecondsPerSecond:F1} s");
            svg.Mark("ib-window", FormattableString.Invariant($"{index + 1}: {result.Name}, measured from {seconds}"));
            foreach ((double start, double end) in Merged(result, plots[0]))
            {
                foreach (Area plot in plots)
                {
                    svg.Rectangle(new Area(start, plot.Top, end - start, plot.Height), "ib-band");
                }
            }

            string number = AxisText.Of(index + 1);
            double middle = (Place(plots[0], from) + Place(plots[0], to)) / 2;
            double half = TextMetrics.Width(number) / 2;
            if (index < MostListed && middle - half > free)
            {
                svg.Text(middle, Head.Height + 8, number, "ib-muted", TextAnchor.Middle);
                free = middle + half + 4;
            }

            svg.End();
        }
    }

    // Windows that touch on the screen are one rectangle.
    private List<(double Start, double End)> Merged(CaseWindow result, Area plot)
    {
        List<(double Start, double End)> merged = [];
        foreach ((double startNs, double endNs) in result.Windows.OrderBy(static window => window.StartNs))
        {
            double start = Place(plot, startNs);
            double end = Math.Max(Place(plot, endNs), start + 1);
            if (merged.Count > 0 && start - merged[^1].End < 1.5)
            {
                merged[^1] = (merged[^1].Start, Math.Max(end, merged[^1].End));
            }
            else
            {
                merged.Add((start, end));
            }
        }

        return merged;
    }

    private void WritePanel(SvgWriter svg, TimelinePanel panel, Area plot, TimeScale time, string? timeName)
    {
        Axes.WriteY(svg, plot, panel.Scale, "");
        Axes.WriteX(svg, plot, time, timeName, timeName is not null);
        svg.Text(plot.Left, plot.Top - 8, panel.Name, "ib-text ib-name");
        double next = plot.Left + TextMetrics.Width(panel.Name) + 20;
        // Each has its share of the line, so that none is without a name.
        double share = (plot.Right - next) / panel.Series.Count;
        foreach ((int index, (string name, BucketSeries values)) in panel.Series.Index())
        {
            string classes = FormattableString.Invariant($"ib-thin ib-d{index % SeriesStyle.Fills}");
            svg.Mark(FormattableString.Invariant($"ib-s{index % SeriesStyle.Colours}"), $"{name}: {Range(values)} {panel.Unit}");
            svg.Path(Outline(values, panel.Scale, plot), classes);
            WriteName(svg, name, classes, next + (index * share), plot.Top, share);
            svg.End();
        }
    }

    private static void WriteName(SvgWriter svg, string name, string classes, double left, double top, double share)
    {
        svg.Line(left, top - 12, left + 22, top - 12, classes);
        svg.Text(left + 28, top - 8, TextMetrics.Shorten(SvgText.Clean(name), share - 40));
    }

    private static string Range(BucketSeries values)
    {
        return $"{NumberText.Of(values.Buckets.Min(static bucket => bucket.Least))} to {NumberText.Of(values.Buckets.Max(static bucket => bucket.Greatest))}";
    }

    // Of each stretch its least and greatest value, so that no peak is lost; nothing is drawn where nothing was read.
    private string Outline(BucketSeries values, AxisScale scale, Area plot)
    {
        var data = new StringBuilder();
        double lastEnd = double.NegativeInfinity;
        double lastY = 0;
        foreach ((double startNs, double least, double greatest) in values.Buckets)
        {
            string x = SvgWriter.Number(Place(plot, startNs + (values.WidthNs / 2.0)));
            double low = plot.Bottom - (scale.Clamped(least) * plot.Height);
            double high = plot.Bottom - (scale.Clamped(greatest) * plot.Height);
            // From wherever the line comes, the nearer end first.
            (double first, double second) = Math.Abs(lastY - low) <= Math.Abs(lastY - high) ? (low, high) : (high, low);
            data.Append(startNs - lastEnd > LongestGapNs ? 'M' : 'L').Append(x).Append(' ').Append(SvgWriter.Number(first));
            if (low - high > 0.5)
            {
                data.Append('L').Append(x).Append(' ').Append(SvgWriter.Number(second));
            }

            lastEnd = startNs + values.WidthNs;
            lastY = second;
        }

        return data.ToString();
    }

    private void WriteList(SvgWriter svg, double top)
    {
        const double Column = (ChartHead.Width - (2 * ChartHead.Margin)) / ListColumns;
        foreach ((int index, CaseWindow result) in Cases.Take(MostListed).Index())
        {
            svg.Text(ChartHead.Margin + (index % ListColumns * Column), top + (index / ListColumns * ListRowHeight), FormattableString.Invariant($"{index + 1}  {result.Name}"), "ib-muted", room: Column - 12);
        }

        if (Cases.Count > MostListed)
        {
            svg.Text(ChartHead.Margin, top + (MostListed / ListColumns * ListRowHeight), FormattableString.Invariant($"and {Cases.Count - MostListed} more"), "ib-muted");
        }
    }
}
