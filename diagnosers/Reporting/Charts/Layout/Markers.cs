using System.Text;
using InferenceBench.Reporting.Charts.Svg;

namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>The shapes of marks: eight that stay apart in small, filled and hollow.</summary>
internal static class Markers
{
    /// <summary>Half of the width of a mark in pixels.</summary>
    public const double Radius = 5;

    // Corners on the circle of radius 1, y growing downwards; an empty one is a circle.
    private static readonly (double X, double Y)[][] s_shapes =
    [
        [],
        [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)],
        [(0, -1.1), (1.05, 0.8), (-1.05, 0.8)],
        [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)],
        [(0, 1.1), (-1.05, -0.8), (1.05, -0.8)],
        [(-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4), (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4)],
        [(0, -0.55), (0.55, -1.1), (1.1, -0.55), (0.55, 0), (1.1, 0.55), (0.55, 1.1), (0, 0.55), (-0.55, 1.1), (-1.1, 0.55), (-0.55, 0), (-1.1, -0.55), (-0.55, -1.1)],
        Star(),
    ];

    /// <summary>Writes the mark of a series.</summary>
    /// <param name="svg">Takes it.</param>
    /// <param name="style">Which.</param>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its middle.</param>
    public static void Write(SvgWriter svg, SeriesStyle style, double x, double y)
    {
        (double X, double Y)[] corners = s_shapes[style.Colour];
        string classes = style.Fill is 0 or 3 ? "ib-full" : "ib-hollow";
        if (corners.Length == 0)
        {
            svg.Circle(x, y, Radius, classes);
        }
        else
        {
            svg.Path(Outline(corners, x, y), classes);
        }

        if (style.Fill >= 2)
        {
            svg.Circle(x, y, 1.8, style.Fill == 2 ? "ib-dot" : "ib-paper");
        }
    }

    private static string Outline((double X, double Y)[] corners, double x, double y)
    {
        var data = new StringBuilder();
        foreach ((double dx, double dy) in corners)
        {
            data.Append(data.Length == 0 ? 'M' : 'L').Append(SvgWriter.Number(x + (Radius * dx))).Append(' ').Append(SvgWriter.Number(y + (Radius * dy)));
        }

        return data.Append('Z').ToString();
    }

    private static (double X, double Y)[] Star()
    {
        return [.. Enumerable.Range(0, 10).Select(static i => (Length: i % 2 == 0 ? 1.3 : 0.55, Angle: Math.PI * i / 5)).Select(static p => (p.Length * Math.Sin(p.Angle), -p.Length * Math.Cos(p.Angle)))];
    }
}
