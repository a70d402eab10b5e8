namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>A cell of a table for people.</summary>
/// <param name="Text">The text, not escaped.</param>
/// <param name="Mark">What it is best of.</param>
public readonly record struct TableCell(string Text, CellMark Mark = CellMark.None);
