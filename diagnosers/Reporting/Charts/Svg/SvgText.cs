using System.Globalization;
using System.Text;

namespace InferenceBench.Reporting.Charts.Svg;

/// <summary>Makes any text fit for a chart: names come from files of other people.</summary>
internal static class SvgText
{
    /// <summary>Longest name or tooltip that a chart takes, in UTF-16 units; more helps nobody.</summary>
    public const int MostLength = 300;

    /// <summary>Longest description.</summary>
    public const int MostDescription = 1500;

    private const int MostSlugLength = 48;

    /// <summary>
    /// The text without what XML 1.0 forbids (control characters, lone surrogates, U+FFFE) or what rearranges the text around it (Unicode's format characters), in one line
    /// and cut.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">Longest result, without the mark of a cut.</param>
    public static string Clean(string? text, int most = MostLength)
    {
        var clean = new StringBuilder();
        foreach (Rune rune in (text ?? "").EnumerateRunes())
        {
            if (clean.Length >= most)
            {
                clean.Append('…');
                break;
            }

            Append(clean, rune);
        }

        return clean.ToString().Trim();
    }

    /// <summary>Letters, digits and dashes of a text: fit for a file name, an HTML id and a class. Different texts may give the same.</summary>
    /// <param name="text">Any text.</param>
    public static string ToSlug(string text)
    {
        var slug = new StringBuilder();
        foreach (char c in text)
        {
            bool isKept = char.IsAsciiLetterOrDigit(c) || c == '_';
            if (slug.Length < MostSlugLength && (isKept || (slug.Length > 0 && slug[^1] != '-')))
            {
                slug.Append(isKept ? char.ToLowerInvariant(c) : '-');
            }
        }

        return slug.ToString().Trim('-');
    }

    private static void Append(StringBuilder clean, Rune rune)
    {
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        bool isSpace = category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator || rune.Value is '\t' or '\n' or '\r';
        if (isSpace)
        {
            // A run of spaces is one, as renderers show it.
            if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }
        else if (category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate) && (rune.Value & 0xFFFE) != 0xFFFE)
        {
            clean.Append(rune.ToString());
        }
    }
}
