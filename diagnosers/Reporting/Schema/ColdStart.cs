namespace InferenceBench.Reporting.Schema;

/// <summary>What comes before the first result, in milliseconds. Null: not measured.</summary>
/// <param name="Load">From the request to open the model until it can run, engine load included.</param>
/// <param name="FirstInference">The first inference.</param>
public sealed record ColdStart(double? Load, double? FirstInference);
