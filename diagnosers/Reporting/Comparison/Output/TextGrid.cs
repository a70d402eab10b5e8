namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>A table for people before it is laid out: Markdown, or aligned text.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, as many cells as columns.</param>
public sealed record TextGrid(IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableCell[]> Rows)
{
    /// <summary>Lines below it: what marks mean, what was left out.</summary>
    public IReadOnlyList<string> Footnotes { get; init; } = [];
}
