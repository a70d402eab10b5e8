using System.Buffers;
using System.Text;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>Text from files in GitHub Markdown: it shows as it is, whatever it holds, and stays in its cell or item.</summary>
public static class MarkdownText
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("\\`*_[]<>|~&#+-@:.$");

    /// <summary>The text with everything escaped that Markdown, HTML or GitHub's automatic links would read.</summary>
    /// <param name="text">Any text; line breaks become spaces.</param>
    public static string Escaped(string? text)
    {
        string line = DisplayText.Of(text, int.MaxValue);
        if (line.AsSpan().IndexOfAny(s_special) < 0)
        {
            return line;
        }

        var escaped = new StringBuilder(line.Length + 16);
        for (int i = 0; i < line.Length; i++)
        {
            Append(escaped, line, i);
        }

        return escaped.ToString();
    }

    private static void Append(StringBuilder escaped, string line, int i)
    {
        char c = line[i];
        switch (c)
        {
            case '<':
                escaped.Append("&lt;");
                return;
            case '>':
                escaped.Append("&gt;");
                return;
            case '&' when i + 1 < line.Length && (char.IsAsciiLetter(line[i + 1]) || line[i + 1] == '#'):
                escaped.Append("&amp;");
                return;
            case '\\' or '`' or '*' or '[' or ']' or '|' or '~' or '$':
            case '_' when !IsInsideWord(line, i):
            case '#' or '+' or '-' when i == 0:
            case '@' when i + 1 < line.Length && line[i + 1] != ' ':
            case ':' when IsLink(line, i) || IsShortcode(line, i):
            case '.' when IsListNumber(line, i) || IsAfterWww(line, i):
                escaped.Append('\\');
                break;
        }

        escaped.Append(c);
    }

    private static bool IsInsideWord(string line, int i)
    {
        return i > 0 && i + 1 < line.Length && char.IsLetterOrDigit(line[i - 1]) && char.IsLetterOrDigit(line[i + 1]);
    }

    private static bool IsLink(string line, int i)
    {
        return i + 1 < line.Length && line[i + 1] == '/';
    }

    // ":rocket:", which GitHub turns into a picture.
    private static bool IsShortcode(string line, int i)
    {
        int end = i + 1;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] is '_' or '+' or '-'))
        {
            end++;
        }

        return end > i + 1 && end < line.Length && line[end] == ':';
    }

    // "1. x" at the start of an item is a list.
    private static bool IsListNumber(string line, int i)
    {
        return i > 0 && i < 10 && i + 1 < line.Length && line[i + 1] == ' ' && line.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static bool IsAfterWww(string line, int i)
    {
        return i >= 3 && line.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase);
    }
}
