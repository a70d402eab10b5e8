using System.Text;

namespace InferenceBench.Reporting.Charts;

/// <summary>The style sheet of all charts: colours as custom properties, so that a page with a theme switch overrides them.</summary>
/// <remarks>
/// Series colours start from those of Okabe and Ito ("Color Universal Design", 2008) and Paul Tol ("Colour Schemes", SRON/EPS/TN/09-002), chosen and shifted so that any two
/// stay apart (a distance of at least 20 in CIELAB) for normal sight, protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009), and each has a contrast of
/// at least 3:1 to the paper (WCAG 2.1, 1.4.11). A test holds them to it.
/// </remarks>
public static class ChartStyle
{
    private static readonly (string Name, string Light, string Dark)[] s_colours =
    [
        ("paper", "#ffffff", "#16181d"),
        ("ink", "#1b1d22", "#eceef2"),
        ("muted", "#565b66", "#a9afbb"),
        ("axis", "#7a808c", "#7d838f"),
        ("grid", "#e1e4ea", "#2e323b"),
        ("band", "#e9edf5", "#262b36"),
        ("c0", "#0072b2", "#9bbcec"),
        ("c1", "#ee6677", "#d71d32"),
        ("c2", "#999933", "#e6ca2d"),
        ("c3", "#332288", "#8346d9"),
        ("c4", "#cc79a7", "#d84579"),
        ("c5", "#882255", "#b13e99"),
        ("c6", "#225522", "#4ce085"),
        ("c7", "#000000", "#f4f4f4"),
    ];

    /// <summary>Rules for elements below <c>svg.ib-chart</c>, without colours.</summary>
    public static string Rules { get; } = string.Join('\n',
    [
        ".ib-chart{max-width:100%;height:auto}",
        ".ib-chart text{font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,\"DejaVu Sans\",sans-serif;font-size:12px;fill:var(--ib-ink)}",
        ".ib-chart .ib-title{font-size:15px;font-weight:600}",
        ".ib-chart .ib-strong{font-weight:600}",
        ".ib-chart .ib-muted{fill:var(--ib-muted)}",
        ".ib-chart .ib-number{font-variant-numeric:tabular-nums}",
        ".ib-chart .ib-paper{fill:var(--ib-paper)}",
        ".ib-chart .ib-grid{stroke:var(--ib-grid);stroke-width:1}",
        ".ib-chart .ib-axis{stroke:var(--ib-axis);stroke-width:1;fill:none}",
        ".ib-chart .ib-whisker{stroke:var(--ib-ink);stroke-width:1.5;fill:none}",
        ".ib-chart .ib-band{fill:var(--ib-band)}",
        ".ib-chart .ib-guide{stroke:var(--ib-muted);stroke-width:1.5;stroke-dasharray:2 3;fill:none}",
        ".ib-chart .ib-line{stroke:currentColor;stroke-width:2;fill:none;stroke-linejoin:round}",
        ".ib-chart .ib-thin{stroke:currentColor;stroke-width:1.25;fill:none;stroke-linejoin:round}",
        ".ib-chart .ib-trail{stroke:currentColor;stroke-width:1;fill:none;opacity:.35}",
        ".ib-chart .ib-d1{stroke-dasharray:7 4}",
        ".ib-chart .ib-d2{stroke-dasharray:8 3 2 3}",
        ".ib-chart .ib-d3{stroke-dasharray:2 3}",
        ".ib-chart .ib-full{fill:currentColor;stroke:var(--ib-paper);stroke-width:.75}",
        ".ib-chart .ib-hollow{fill:var(--ib-paper);stroke:currentColor;stroke-width:1.75}",
        ".ib-chart .ib-bar,.ib-chart .ib-dot{fill:currentColor}",
        ".ib-chart .ib-hit{fill:transparent}",
        .. Enumerable.Range(0, Layout.SeriesStyle.Colours).Select(static i => FormattableString.Invariant($".ib-chart .ib-s{i}{{color:var(--ib-c{i})}}")),
    ]);

    /// <summary>Custom properties of the light theme, as declarations: <c>--ib-ink:#222;…</c>.</summary>
    public static string LightColours { get; } = string.Concat(s_colours.Select(static colour => $"--ib-{colour.Name}:{colour.Light};"));

    /// <summary>Custom properties of the dark theme.</summary>
    public static string DarkColours { get; } = string.Concat(s_colours.Select(static colour => $"--ib-{colour.Name}:{colour.Dark};"));

    /// <summary>The style sheet of a chart that is a file of its own: light, and dark where the reader prefers it. Colours are written out: not every viewer of SVG knows custom properties.</summary>
    internal static string Standalone { get; } = $"{Resolve(static colour => colour.Light)}\n@media (prefers-color-scheme:dark){{\n{Resolve(static colour => colour.Dark)}\n}}";

    private static string Resolve(Func<(string Name, string Light, string Dark), string> theme)
    {
        var rules = new StringBuilder(Rules);
        foreach ((string Name, string Light, string Dark) colour in s_colours)
        {
            rules.Replace($"var(--ib-{colour.Name})", theme(colour));
        }

        return rules.ToString();
    }
}
