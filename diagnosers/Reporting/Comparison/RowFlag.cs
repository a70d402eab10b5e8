namespace InferenceBench.Reporting.Comparison;

/// <summary>What a reader must know before comparing a row.</summary>
/// <param name="Code">A public, permanent word: one of <see cref="RowFlags"/> or an energy flag of <c>report.json</c>.</param>
/// <param name="Detail">The values behind it, in one sentence for people; null when the word says all.</param>
public sealed record RowFlag(string Code, string? Detail = null);
