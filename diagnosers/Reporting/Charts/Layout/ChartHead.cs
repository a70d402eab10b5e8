using InferenceBench.Reporting.Charts.Svg;

namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>What all charts have: an id, a title, a line below it, and a description.</summary>
internal sealed record ChartHead
{
    /// <summary>Width of every chart in pixels.</summary>
    public const double Width = 860;

    /// <summary>Room at the sides in pixels.</summary>
    public const double Margin = 16;

    private const double TitleBaseline = 26;
    private const double SubtitleBaseline = 46;

    /// <summary>See <see cref="ChartImage.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>A line below the title; null: none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>What the chart shows.</summary>
    public required string Description { get; init; }

    /// <summary>Room that title and line take from the top.</summary>
    public double Height => Subtitle is null ? TitleBaseline + 12 : SubtitleBaseline + 12;

    /// <summary>Opens the chart and writes title and line.</summary>
    /// <param name="height">Height of the chart in pixels.</param>
    public SvgWriter Begin(double height)
    {
        var svg = new SvgWriter(Id, Width, height, Title, Description);
        svg.Text(Margin, TitleBaseline, Title, "ib-title", room: Width - (2 * Margin));
        if (Subtitle is not null)
        {
            svg.Text(Margin, SubtitleBaseline, Subtitle, "ib-muted", room: Width - (2 * Margin));
        }

        return svg;
    }

    /// <summary>The finished chart.</summary>
    /// <param name="svg">What was written.</param>
    public ChartImage Finish(SvgWriter svg)
    {
        return new ChartImage(Id, SvgText.Clean(Title, SvgText.MostDescription), SvgText.Clean(Description, SvgText.MostDescription), svg.Finish());
    }
}
