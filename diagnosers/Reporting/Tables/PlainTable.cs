using System.Text;

namespace InferenceBench.Reporting.Tables;

/// <summary>Lays out cells in columns of equal width.</summary>
internal static class PlainTable
{
    private const string Gap = "  ";

    /// <summary>Aligned lines: the header's rows, a rule, then the rows; no trailing spaces.</summary>
    /// <param name="headerRows">One or more header rows.</param>
    /// <param name="rows">The rows, as many cells as the header.</param>
    /// <param name="alignRight">Which columns are aligned to the right.</param>
    public static string Aligned(IReadOnlyList<string[]> headerRows, IReadOnlyList<string[]> rows, IReadOnlyList<bool> alignRight)
    {
        int[] widths = [.. alignRight.Select((_, i) => headerRows.Concat(rows).Max(row => row[i].Length))];
        string[] rule = [.. widths.Select(static width => new string('-', width))];
        StringBuilder text = new();
        foreach (string[] row in headerRows.Append(rule).Concat(rows))
        {
            IEnumerable<string> cells = row.Select((cell, i) => alignRight[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            text.Append(string.Join(Gap, cells).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A GitHub-Markdown table, padded so that it reads as plain text too.</summary>
    /// <param name="header">The header's cells.</param>
    /// <param name="rows">The rows, as many cells as the header.</param>
    /// <param name="alignRight">Which columns are aligned to the right.</param>
    public static string Markdown(string[] header, IReadOnlyList<string[]> rows, IReadOnlyList<bool> alignRight)
    {
        return MarkdownOfEscaped([.. header.Select(Escaped)], [.. rows.Select(static row => row.Select(Escaped).ToArray())], alignRight);
    }

    /// <summary>A GitHub-Markdown table of cells that are Markdown already.</summary>
    /// <param name="header">The header's cells.</param>
    /// <param name="rows">The rows, as many cells as the header.</param>
    /// <param name="alignRight">Which columns are aligned to the right.</param>
    public static string MarkdownOfEscaped(string[] header, IReadOnlyList<string[]> rows, IReadOnlyList<bool> alignRight)
    {
        string[][] all = [header, .. rows];
        int[] widths = [.. alignRight.Select((_, i) => Math.Max(3, all.Max(row => row[i].Length)))];
        string[] rule = [.. widths.Select((width, i) => alignRight[i] ? new string('-', width - 1) + ":" : new string('-', width))];
        StringBuilder text = new();
        foreach (string[] row in all.Take(1).Append(rule).Concat(all.Skip(1)))
        {
            IEnumerable<string> cells = row.Select((cell, i) => alignRight[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            text.Append("| ").Append(string.Join(" | ", cells)).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>Text that stays one cell and one line of Markdown.</summary>
    /// <param name="text">The text.</param>
    public static string Escaped(string text)
    {
        return text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .ReplaceLineEndings(" ");
    }
}
