namespace InferenceBench.Models.Quantization;

/// <summary>Which nodes run in int8 and which activations are quantized for that.</summary>
/// <param name="Nodes">The nodes, in the graph's order.</param>
/// <param name="Tensors">The activations by name.</param>
/// <param name="Left">What stays in fp32, and why.</param>
internal sealed record QuantizationPlan(
    IReadOnlyList<PlannedNode> Nodes,
    IReadOnlyDictionary<string, PlannedTensor> Tensors,
    IReadOnlyList<LeftOperator> Left)
{
    /// <summary>The activations whose ranges must be known, each once.</summary>
    public IReadOnlyList<string> Observed => [.. Tensors.Values.Select(static tensor => tensor.Root).Distinct(StringComparer.Ordinal)];
}
