using System.Globalization;
using System.Text;

namespace InferenceBench.Reporting.Comparison;

/// <summary>Text from files as people may see it: one line, no characters that steer a terminal or turn the direction of writing, not longer than a table bears.</summary>
public static class DisplayText
{
    /// <summary>Longest label.</summary>
    public const int LongestLabel = 100;

    /// <summary>The text with white space joined, control and format characters replaced by U+FFFD, and cut; "" when nothing remains.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">Longest result; the end of what is longer is replaced by an ellipsis.</param>
    public static string Of(string? text, int most = LongestLabel)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        return IsPlain(text) ? Cut(text, most) : Cut(Cleaned(text, most), most);
    }

    /// <summary>A path in the same way, except that its beginning is cut: what tells files apart stands at the end.</summary>
    /// <param name="path">Any text.</param>
    /// <param name="most">Longest result.</param>
    public static string OfPath(string? path, int most = LongestLabel)
    {
        string clean = Of(path, int.MaxValue);
        if (clean.Length <= most)
        {
            return clean;
        }

        int start = clean.Length - most + 1;
        return string.Concat("…", clean.AsSpan(char.IsLowSurrogate(clean[start]) ? start + 1 : start));
    }

    private static bool IsPlain(string text)
    {
        return text[0] != ' ' && text[^1] != ' ' && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !text.Contains("  ", StringComparison.Ordinal);
    }

    private static string Cleaned(string text, int most)
    {
        var cleaned = new StringBuilder(Math.Min(text.Length, most));
        foreach (char c in text)
        {
            bool isSpace = char.IsWhiteSpace(c);
            if (isSpace && (cleaned.Length == 0 || cleaned[^1] == ' '))
            {
                continue;
            }

            cleaned.Append(isSpace ? ' ' : IsSteering(c) ? '\ufffd' : c);
            if (cleaned.Length - 1 > most)
            {
                break;
            }
        }

        return cleaned.ToString().TrimEnd(' ');
    }

    // Lone surrogates cannot be written as UTF-8, but a pair is two chars: leave both to the encoder, which replaces what is lone.
    private static bool IsSteering(char c)
    {
        return char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned;
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return string.Concat(text.AsSpan(0, end).TrimEnd(' '), "…");
    }
}
