using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Import.Reports;

/// <summary>What became of a report.</summary>
/// <param name="File">The file.</param>
/// <param name="RunId">Its run; null when it has no id or cannot be read.</param>
/// <param name="Rows">Its rows; null when it cannot be read.</param>
/// <param name="Problem">Why it cannot be read, or what of it was left out.</param>
internal sealed record ReportContent(ResultFile File, string? RunId, IReadOnlyList<ResultRow>? Rows, string? Problem);
