namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>A table as aligned text: marks keep a place of their own, so that digits stand below digits.</summary>
internal static class AlignedGrid
{
    private const string Gap = "  ";
    private const int WrapAt = 14;

    /// <summary>Writes a table.</summary>
    /// <param name="grid">The table.</param>
    /// <param name="bold">What switches bold on and off; "" for none.</param>
    /// <param name="output">Takes the lines, ended by LF, without trailing spaces.</param>
    public static void Write(TextGrid grid, (string On, string Off) bold, TextWriter output)
    {
        int columns = grid.Columns.Count;
        string[][] headers = [.. grid.Columns.Select(HeaderLines)];
        int headerLines = headers.Max(static lines => lines.Length);
        int[] markWidths = [.. Enumerable.Range(0, columns).Select(i => grid.Rows.Select(row => MarkOf(row[i].Mark).Length).DefaultIfEmpty(0).Max())];
        int[] widths =
        [
            .. Enumerable.Range(0, columns).Select(i => Math.Max(
                headers[i].Max(static line => line.Length),
                grid.Rows.Select(row => row[i].Text.Length).DefaultIfEmpty(0).Max() + markWidths[i])),
        ];
        for (int line = 0; line < headerLines; line++)
        {
            WriteLine(i => (Aligned(line < headers[i].Length ? headers[i][line] : "", widths[i], grid.Columns[i].IsRight), CellMark.None), columns, bold, output);
        }

        WriteLine(i => (new string('-', widths[i]), CellMark.None), columns, bold, output);
        foreach (TableCell[] row in grid.Rows)
        {
            WriteLine(i => (Aligned(row[i].Text + MarkOf(row[i].Mark).PadRight(markWidths[i]), widths[i], grid.Columns[i].IsRight), row[i].Mark), columns, bold, output);
        }
    }

    private static void WriteLine(Func<int, (string Text, CellMark Mark)> cellOf, int columns, (string On, string Off) bold, TextWriter output)
    {
        var line = new System.Text.StringBuilder();
        for (int i = 0; i < columns; i++)
        {
            (string text, CellMark mark) = cellOf(i);
            line.Append(i == 0 ? "" : Gap).Append(mark == CellMark.None ? text : $"{bold.On}{text}{bold.Off}");
        }

        output.Write(line.ToString().TrimEnd(' '));
        output.Write('\n');
    }

    private static string Aligned(string text, int width, bool isRight)
    {
        return isRight ? text.PadLeft(width) : text.PadRight(width);
    }

    private static string MarkOf(CellMark mark)
    {
        return mark switch { CellMark.BestOfAll => "**", CellMark.BestOnDevice => "*", _ => "" };
    }

    // Name above unit; a long name of a device in several lines.
    private static string[] HeaderLines(TableColumn column)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in column.Name.Split(' '))
        {
            bool isFull = line.Length > 0 && column.IsRight && line.Length + 1 + word.Length > WrapAt;
            if (isFull)
            {
                lines.Add(line);
            }

            line = isFull || line.Length == 0 ? word : $"{line} {word}";
        }

        return column.Unit is null ? [.. lines, line] : [.. lines, line, $"[{column.Unit}]"];
    }
}
