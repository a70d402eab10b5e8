namespace InferenceBench.Reporting.Tables;

/// <summary>Where a column is shown.</summary>
[Flags]
public enum ColumnTarget
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>The terminal's table: the columns that matter most.</summary>
    Console = 1,

    /// <summary><c>report.md</c>.</summary>
    Markdown = 2,

    /// <summary><c>report.csv</c>: one plain value a column.</summary>
    Csv = 4,

    /// <summary>BenchmarkDotNet's own summary, beside its params.</summary>
    Summary = 8,

    /// <summary>The terminal's second table, of power and energy; it comes when some case has an energy.</summary>
    ConsolePower = 16,

    /// <summary>The second table of <c>report.md</c>, of power and energy; it comes when some case has anything to show there.</summary>
    MarkdownPower = 32,
}
