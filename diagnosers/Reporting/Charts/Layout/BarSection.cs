namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>Bars that belong together.</summary>
/// <param name="Heading">What they have in common; null: said elsewhere.</param>
/// <param name="Rows">The bars.</param>
internal sealed record BarSection(string? Heading, IReadOnlyList<BarRow> Rows);
