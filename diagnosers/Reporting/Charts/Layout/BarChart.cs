using InferenceBench.Reporting.Charts.Scales;
using InferenceBench.Reporting.Charts.Svg;

namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>Bars to the right, named at the left, with one panel for each figure. Every axis starts at nought.</summary>
internal sealed record BarChart
{
    private const double RowHeight = 22;
    private const double BarHeight = 14;
    private const double HeadingHeight = 26;
    private const double WidestLabel = 280;
    private const double PanelGap = 26;
    private const double TextGap = 8;
    private const double MostWhisker = 4;
    private const double ClippedRoom = 1.6;

    /// <summary>What it is called.</summary>
    public required ChartHead Head { get; init; }

    /// <summary>Names of the panels with their units.</summary>
    public required IReadOnlyList<string> Panels { get; init; }

    /// <summary>The bars.</summary>
    public required IReadOnlyList<BarSection> Sections { get; init; }

    /// <summary>Whether each section has axes of its own, where figures of different sections are not to be compared.</summary>
    public bool HasOwnAxes { get; init; }

    private double LabelWidth => Math.Min(WidestLabel, Sections.SelectMany(static section => section.Rows).Max(static row => TextMetrics.Width(SvgText.Clean(row.Label))) + 2);

    /// <summary>Draws it.</summary>
    public ChartImage Draw()
    {
        BarSection[][] blocks = HasOwnAxes ? [.. Sections.Select(static section => new[] { section })] : [[.. Sections]];
        double top = Head.Height + Axes.NameHeight - 8;
        double height = top + blocks.Sum(static block => BlockHeight(block) + Axes.LabelHeight) + 12;
        using SvgWriter svg = Head.Begin(height);
        for (int panel = 0; panel < Panels.Count; panel++)
        {
            svg.Text(PanelArea(panel, 0, 0).Left, Head.Height + 10, Panels[panel], "ib-text ib-name", room: PanelArea(panel, 0, 0).Width);
        }

        foreach (BarSection[] block in blocks)
        {
            WriteBlock(svg, block, top);
            top += BlockHeight(block) + Axes.LabelHeight;
        }

        return Head.Finish(svg);
    }

    private static double BlockHeight(IEnumerable<BarSection> block)
    {
        return block.Sum(static section => (section.Heading is null ? 0 : HeadingHeight) + (section.Rows.Count * RowHeight)) + 4;
    }

    private Area PanelArea(int panel, double top, double height)
    {
        double left = ChartHead.Margin + LabelWidth + TextGap;
        double width = (ChartHead.Width - ChartHead.Margin - left - ((Panels.Count - 1) * PanelGap)) / Panels.Count;
        return new Area(left + (panel * (width + PanelGap)), top, width, height);
    }

    private void WriteBlock(SvgWriter svg, BarSection[] block, double top)
    {
        // With a heading at its top, an axis starts below it.
        double axisTop = top + (block[0].Heading is null ? 0 : HeadingHeight);
        Area[] plots = [.. Panels.Select((_, panel) => Plot(block, panel, axisTop, top + BlockHeight(block) - axisTop))];
        LinearScale[] scales = [.. Panels.Select((_, panel) => ScaleOf(block, panel, plots[panel].Width))];
        for (int panel = 0; panel < Panels.Count; panel++)
        {
            Axes.WriteX(svg, plots[panel], scales[panel], null);
        }

        double y = top;
        foreach (BarSection section in block)
        {
            if (section.Heading is not null)
            {
                svg.Text(ChartHead.Margin, y + 18, section.Heading, "ib-strong", room: ChartHead.Width - (2 * ChartHead.Margin));
                y += HeadingHeight;
            }

            foreach (BarRow row in section.Rows)
            {
                WriteRow(svg, row, plots, scales, y);
                y += RowHeight;
            }
        }
    }

    // Numbers stand in a column of their own at the right of a panel, so no bar or whisker runs into them.
    private Area Plot(BarSection[] block, int panel, double top, double height)
    {
        Area whole = PanelArea(panel, top, height);
        double text = block.SelectMany(static section => section.Rows).Max(row => TextMetrics.Width(row.Values[panel]?.Text ?? "n/a"));
        return whole with { Width = Math.Max(40, whole.Width - text - (2 * TextGap)) };
    }

    private static LinearScale ScaleOf(BarSection[] block, int panel, double width)
    {
        BarValue[] values = [.. block.SelectMany(static section => section.Rows).Select(row => row.Values[panel]).OfType<BarValue>()];
        double longest = values.Select(static value => value.Value).DefaultIfEmpty(0).Max();
        double whisker = values.Select(static value => value.High).DefaultIfEmpty(0).Max();
        // A tail that is many times the bars would leave nothing of them: it is cut off, with an arrow.
        double greatest = whisker > longest * MostWhisker ? longest * ClippedRoom : Math.Max(longest, whisker);
        return new LinearScale(0, greatest > 0 ? greatest : 1, width < 200 ? 3 : 5);
    }

    private void WriteRow(SvgWriter svg, BarRow row, Area[] plots, LinearScale[] scales, double top)
    {
        double middle = top + (RowHeight / 2);
        svg.Mark(row.Style.ColourClass, row.Tooltip);
        svg.Rectangle(new Area(ChartHead.Margin, top, ChartHead.Width - (2 * ChartHead.Margin), RowHeight), "ib-hit");
        // The mark's tooltip has the whole name.
        svg.Text(plots[0].Left - TextGap, middle + 4, TextMetrics.Shorten(SvgText.Clean(row.Label), LabelWidth), "ib-text", TextAnchor.End);
        for (int panel = 0; panel < plots.Length; panel++)
        {
            double textRight = PanelArea(panel, 0, 0).Right;
            if (row.Values[panel] is { } value)
            {
                WriteBar(svg, value, plots[panel], scales[panel], middle);
                svg.Text(textRight, middle + 4, value.Text, "ib-text ib-number", TextAnchor.End);
            }
            else
            {
                svg.Text(textRight, middle + 4, "n/a", "ib-muted", TextAnchor.End);
            }
        }

        svg.End();
    }

    private static void WriteBar(SvgWriter svg, BarValue value, Area plot, LinearScale scale, double middle)
    {
        svg.Rectangle(new Area(plot.Left, middle - (BarHeight / 2), scale.Clamped(value.Value) * plot.Width, BarHeight), "ib-bar");
        if (value.High <= value.Low)
        {
            return;
        }

        double from = plot.Left + (scale.Clamped(value.Low) * plot.Width);
        double to = plot.Left + (scale.Clamped(value.High) * plot.Width);
        svg.Line(from, middle, to, middle, "ib-whisker");
        if (scale.Position(value.High) <= 1)
        {
            svg.Line(to, middle - 4, to, middle + 4, "ib-whisker");
        }
        else
        {
            svg.Path($"M{SvgWriter.Number(to - 5)} {SvgWriter.Number(middle - 5)}L{SvgWriter.Number(to)} {SvgWriter.Number(middle)}L{SvgWriter.Number(to - 5)} {SvgWriter.Number(middle + 5)}", "ib-whisker");
        }

        if (value.Low < value.Value)
        {
            svg.Line(from, middle - 4, from, middle + 4, "ib-whisker");
        }
    }
}
