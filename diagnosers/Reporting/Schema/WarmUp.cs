namespace InferenceBench.Reporting.Schema;

/// <summary>The warm-up between the first inference and the actual stage. Null: not measured.</summary>
/// <param name="Ms">Milliseconds.</param>
/// <param name="Inferences">Number of inferences.</param>
public sealed record WarmUp(double? Ms, long? Inferences);
