using System.Globalization;
using System.Text;

namespace InferenceBench.Models.Onnx;

/// <summary>Makes text from a file fit for a one-line message: a damaged file may bring names of any length with any character in them.</summary>
public static class OneLine
{
    private const int MaxNameLength = 80;

    /// <summary>A name in quotes, at most 80 characters of it.</summary>
    /// <param name="name">The name.</param>
    public static string Quote(string name)
    {
        return $"'{Of(name, MaxNameLength)}'";
    }

    /// <summary>The text without control characters and line separators, cut to a length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">Longest result, without the mark of a cut.</param>
    public static string Of(string text, int maxLength)
    {
        bool isCut = text.Length > maxLength;
        var line = new StringBuilder(isCut ? text[..maxLength] : text);
        for (int i = 0; i < line.Length; i++)
        {
            if (char.GetUnicodeCategory(line[i]) is UnicodeCategory.Control or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.Format)
            {
                line[i] = '?';
            }
        }

        return isCut ? line.Append('…').ToString() : line.ToString();
    }
}
