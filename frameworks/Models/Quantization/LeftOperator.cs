namespace InferenceBench.Models.Quantization;

/// <summary>Nodes of one operator that stay in fp32 for one reason.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Count">Number of nodes.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record LeftOperator(string Operator, int Count, string Reason);
