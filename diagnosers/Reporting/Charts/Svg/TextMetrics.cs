using System.Text;

namespace InferenceBench.Reporting.Charts.Svg;

/// <summary>
/// How wide text is, without a font: advance widths of DejaVu Sans, the widest of the fonts that <see cref="ChartStyle"/> asks for, so that text takes less room than it is given.
/// </summary>
internal static class TextMetrics
{
    /// <summary>Size of all text but titles, in pixels.</summary>
    public const double FontSize = 12;

    /// <summary>Size of a chart's title.</summary>
    public const double TitleSize = 15;

    private const double BoldFactor = 1.12;
    private const double OtherLetter = 1.0;
    private const double FullWidth = 1.1;
    private const int FirstFullWidth = 0x1100;

    // In thousandths of the font's size, from U+0020 to U+007E.
    private static readonly short[] s_ascii =
    [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ];

    /// <summary>Estimated width in pixels.</summary>
    /// <param name="text">Clean text.</param>
    /// <param name="size">Font size in pixels.</param>
    /// <param name="isBold">Whether it is bold.</param>
    public static double Width(string text, double size = FontSize, bool isBold = false)
    {
        double ems = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            ems += Ems(rune);
        }

        return ems * size * (isBold ? BoldFactor : 1);
    }

    /// <summary>The text, with its end replaced by an ellipsis when it is wider than there is room.</summary>
    /// <param name="text">Clean text.</param>
    /// <param name="room">Room in pixels.</param>
    /// <param name="size">Font size in pixels.</param>
    /// <param name="isBold">Whether it is bold.</param>
    public static string Shorten(string text, double room, double size = FontSize, bool isBold = false)
    {
        if (Width(text, size, isBold) <= room)
        {
            return text;
        }

        double left = room - Width("…", size, isBold);
        var kept = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            left -= Ems(rune) * size * (isBold ? BoldFactor : 1);
            if (left < 0)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + "…";
    }

    private static double Ems(Rune rune)
    {
        int index = rune.Value - ' ';
        return (uint)index < (uint)s_ascii.Length ? s_ascii[index] / 1000.0 : rune.Value >= FirstFullWidth && rune.Value is < 0x2000 or > 0x22FF ? FullWidth : OtherLetter;
    }
}
