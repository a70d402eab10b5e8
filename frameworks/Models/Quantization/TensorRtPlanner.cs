using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Quantization;

/// <summary>
/// Plans for TensorRT, which fuses what follows a convolution into it and moves Q/DQ through pooling and copies on its own: it wants them at the inputs of
/// convolutions and matrix products, and at the branch of a residual addition that does not come straight out of a convolution.
/// </summary>
internal static class TensorRtPlanner
{
    private static readonly HashSet<string> s_weighted = new(StringComparer.Ordinal) { "Conv", "ConvTranspose", "Gemm", "MatMul" };

    /// <summary>Makes the plan.</summary>
    /// <param name="context">The graph and what the user chose.</param>
    public static QuantizationPlan Plan(PlanningContext context)
    {
        IReadOnlyList<PlannedNode> weighted = context.FindWeighted(s_weighted);
        var convolutions = new HashSet<NodeProto>(weighted.Select(static node => node.Node).Where(static node => node.OpType == "Conv"), ReferenceEqualityComparer.Instance);
        var chosen = new Dictionary<NodeProto, PlannedNode>(ReferenceEqualityComparer.Instance);
        foreach (PlannedNode node in weighted)
        {
            chosen.Add(node.Node, node);
        }

        foreach (NodeProto node in context.Candidates.Where(static node => node.IsStandard("Add")))
        {
            if (FindBranch(context.Index, node, convolutions) is { } input)
            {
                chosen.Add(node, new PlannedNode(node, [input], null));
            }
        }

        PlannedNode[] nodes = [.. context.Index.Graph.Node.Where(chosen.ContainsKey).Select(node => chosen[node])];
        var tensors = nodes
            .SelectMany(static node => node.ActivationInputs.Select(input => node.Node.Input[input]))
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(static name => name, static name => new PlannedTensor(name, name, false), StringComparer.Ordinal);
        return new QuantizationPlan(nodes, tensors, context.DescribeLeft(nodes, static _ => "no Q/DQ of its own: TensorRT fuses it or chooses"));
    }

    // The sum is fused into the convolution of one branch; the other branch is what it reads from memory, in int8.
    private static int? FindBranch(GraphIndex index, NodeProto add, HashSet<NodeProto> convolutions)
    {
        bool isSum = add.Input.All(input => index.FindConstant(input) is null);
        if (!isSum || add.Input[0] == add.Input[1])
        {
            return null;
        }

        return IsFused(0) ? 1 : IsFused(1) ? 0 : null;

        bool IsFused(int input)
        {
            return index.FindProducer(add.Input[input]) is { } producer && convolutions.Contains(producer) && index.FindOnlyReader(add.Input[input]) == add;
        }
    }
}
