using System.Buffers;
using System.Text;

namespace InferenceBench.Reporting.Page;

/// <summary>Writes HTML piece by piece. Whatever is text or an attribute's value is escaped here, and nowhere else.</summary>
/// <param name="output">Takes the HTML.</param>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Characters that a name or a reason is cut to; figures of the page hold the whole text.</summary>
    public const int LongestText = 300;

    private static readonly SearchValues<char> s_markup = SearchValues.Create("<>&\"'\0");

    /// <summary>Opens an element.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="attributes">Name and value; null leaves an attribute out, "" writes it without value.</param>
    public HtmlWriter Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        output.Write('<');
        output.Write(tag);
        foreach ((string name, string? value) in attributes)
        {
            WriteAttribute(name, value);
        }

        output.Write('>');
        return this;
    }

    /// <summary>Closes an element; those of blocks end a line.</summary>
    /// <param name="tag">Its name.</param>
    public HtmlWriter Close(string tag)
    {
        output.Write("</");
        output.Write(tag);
        output.Write(tag is "span" or "td" or "th" or "a" or "code" or "b" or "dt" ? ">" : ">\n");
        return this;
    }

    /// <summary>An element with text in it.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="text">The text; null for none.</param>
    /// <param name="attributes">As in <see cref="Open"/>.</param>
    public HtmlWriter Element(string tag, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        return Open(tag, attributes).Text(text).Close(tag);
    }

    /// <summary>Text.</summary>
    /// <param name="text">The text; null for none.</param>
    public HtmlWriter Text(string? text)
    {
        output.Write(Escaped(text ?? ""));
        return this;
    }

    /// <summary>HTML that this assembly made and escaped itself: script, style, charts.</summary>
    /// <param name="html">The HTML.</param>
    public HtmlWriter Raw(string html)
    {
        output.Write(html);
        return this;
    }

    /// <summary>Text cut to <see cref="LongestText"/>.</summary>
    /// <param name="text">The text.</param>
    public static string Clipped(string? text)
    {
        if (text is null || text.Length <= LongestText)
        {
            return text ?? "";
        }

        int end = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return text[..end] + "…";
    }

    /// <summary>Text that is no markup in content and in quoted attributes. A zero character, which HTML does not know, becomes U+FFFD.</summary>
    /// <param name="text">The text.</param>
    public static string Escaped(string text)
    {
        if (text.AsSpan().IndexOfAny(s_markup) < 0)
        {
            return text;
        }

        StringBuilder escaped = new(text.Length + 16);
        foreach (char c in text)
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\0' => escaped.Append('\uFFFD'),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private void WriteAttribute(string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        output.Write(' ');
        output.Write(name);
        if (value.Length > 0)
        {
            output.Write("=\"");
            output.Write(Escaped(value));
            output.Write('"');
        }
    }
}
