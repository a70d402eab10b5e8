namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>How much of a large comparison a reader is given; the rest is in <c>compare.csv</c>.</summary>
/// <param name="Groups">Tables at most.</param>
/// <param name="Rows">Rows of one table at most.</param>
/// <param name="Lines">Lines of a list (failed cases, runs, problems) at most.</param>
/// <param name="Names">Names in one line at most.</param>
/// <param name="CellWidth">Longest label in a table of figures.</param>
/// <param name="PathWidth">Longest text in the tables of machines and runs.</param>
/// <param name="MatrixColumns">Columns of the matrix framework × device at most.</param>
public sealed record TableLimits(int Groups, int Rows, int Lines, int Names, int CellWidth, int PathWidth, int MatrixColumns)
{
    /// <summary>On a terminal.</summary>
    public static readonly TableLimits Console = new(20, 60, 10, 3, 36, 48, 8);

    /// <summary>In <c>compare.md</c>.</summary>
    public static readonly TableLimits Markdown = new(60, 100, 100, 10, 100, 200, 12);

    // A terminal keeps some thousand lines.
    private const int MostRows = 800;
    private const int FewestRows = 12;

    /// <summary>The limits with fewer rows a table when there are many tables.</summary>
    /// <param name="groups">Tables that there are.</param>
    public TableLimits For(int groups)
    {
        int tables = Math.Clamp(groups, 1, Groups);
        return this with { Rows = Math.Clamp(MostRows / tables, FewestRows, Rows) };
    }
}
