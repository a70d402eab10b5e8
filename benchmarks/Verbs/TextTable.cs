using System.Text;

namespace InferenceBench.Verbs;

/// <summary>A table in plain text with aligned columns: it reads the same on a terminal, in a file and in a mail.</summary>
internal sealed class TextTable
{
    private const string Gap = "  ";
    private readonly string[] _header;
    private readonly bool[] _isRight;
    private readonly List<string[]> _rows = [];

    /// <summary>An empty table.</summary>
    /// <param name="columns">The column's titles; a leading <c>&gt;</c> aligns a column to the right.</param>
    public TextTable(params IReadOnlyList<string> columns)
    {
        _header = [.. columns.Select(static column => column.TrimStart('>'))];
        _isRight = [.. columns.Select(static column => column.StartsWith('>'))];
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many texts as there are columns.</param>
    public void Add(params IReadOnlyList<string> cells)
    {
        _rows.Add([.. cells]);
    }

    /// <summary>The table, each line ended by a line feed.</summary>
    public override string ToString()
    {
        int[] widths = [.. _header.Select((title, column) => _rows.Select(row => row[column].Length).Append(title.Length).Max())];
        var text = new StringBuilder();
        foreach (string[] row in _rows.Prepend([.. widths.Select(static width => new string('-', width))]).Prepend(_header))
        {
            IEnumerable<string> cells = row.Select((cell, column) => _isRight[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.Append(string.Join(Gap, cells).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
