namespace InferenceBench.Models.Quantization;

/// <summary>What became of a model's nodes.</summary>
/// <param name="Quantized">Number of nodes that run in int8, by operator, activations that went into them not counted.</param>
/// <param name="Left">What stays in fp32, and why.</param>
public sealed record QuantizationReport(IReadOnlyDictionary<string, int> Quantized, IReadOnlyList<LeftOperator> Left)
{
    internal static QuantizationReport Of(QuantizationPlan plan)
    {
        var quantized = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        foreach (IGrouping<string, PlannedNode> group in plan.Nodes.GroupBy(static node => node.Node.OpType).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal))
        {
            quantized.Add(group.Key, group.Count());
        }

        return new QuantizationReport(quantized, plan.Left);
    }
}
