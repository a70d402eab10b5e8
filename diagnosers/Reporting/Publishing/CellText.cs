using InferenceBench.Reporting.Comparison.Output;

namespace InferenceBench.Reporting.Publishing;

/// <summary>Text of reports in the generated lines of pages.</summary>
internal static class CellText
{
    /// <summary>The text for a cell or a line of Markdown; <c>n/a</c> when there is none.</summary>
    /// <param name="text">Any text.</param>
    public static string Of(string? text)
    {
        string escaped = MarkdownText.Escaped(text);
        return escaped.Length == 0 ? "n/a" : escaped;
    }

    /// <summary>A path as the address of a link.</summary>
    /// <param name="path">Names with slashes between them.</param>
    public static string Address(string path)
    {
        return string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
    }
}
