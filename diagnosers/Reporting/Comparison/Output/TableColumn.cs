namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>A column of a table for people.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Unit of its figures; null without.</param>
/// <param name="IsRight">Whether it is aligned to the right.</param>
public sealed record TableColumn(string Name, string? Unit = null, bool IsRight = false);
