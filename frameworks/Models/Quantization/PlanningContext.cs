using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Quantization;

/// <summary>What both targets' planners ask of a graph.</summary>
/// <param name="index">The graph, prepared.</param>
/// <param name="settings">What the user chose.</param>
internal sealed class PlanningContext(GraphIndex index, QuantizationSettings settings)
{
    private readonly Dictionary<NodeProto, string> _reasons = new(ReferenceEqualityComparer.Instance);

    /// <summary>The graph.</summary>
    public GraphIndex Index => index;

    /// <summary>The nodes of the default operator set that the user has not excluded, in the graph's order.</summary>
    public IEnumerable<NodeProto> Candidates => index.Graph.Node.Where(node => node.Domain is "" or "ai.onnx" && !IsExcluded(node));

    /// <summary>The convolutions and matrix products among the candidates that int8 kernels take.</summary>
    /// <param name="operators">The operators to look for.</param>
    public IReadOnlyList<PlannedNode> FindWeighted(IReadOnlySet<string> operators)
    {
        var found = new List<PlannedNode>();
        foreach (NodeProto node in Candidates.Where(node => operators.Contains(node.OpType)))
        {
            if (WeightUse.Find(index, node, out string? reason) is { } weight)
            {
                found.Add(new PlannedNode(node, [0], weight));
            }
            else
            {
                _reasons[node] = reason!;
            }
        }

        return found;
    }

    /// <summary>Whether the user wants a node to stay in fp32.</summary>
    /// <param name="node">The node.</param>
    public bool IsExcluded(NodeProto node)
    {
        return settings.ExcludedNodes.Contains(node.DisplayName());
    }

    /// <summary>What stays in fp32, and why: every node that computes floats from the model's inputs and is not planned.</summary>
    /// <param name="planned">The planned nodes.</param>
    /// <param name="fallback">The reason of a node for which there is no other.</param>
    public IReadOnlyList<LeftOperator> DescribeLeft(IReadOnlyList<PlannedNode> planned, Func<NodeProto, string> fallback)
    {
        var done = new HashSet<NodeProto>(planned.Select(static node => node.Node), ReferenceEqualityComparer.Instance);
        done.UnionWith(planned.Where(static node => node.FusedActivation is not null).Select(static node => node.FusedActivation!));
        return [.. FloatNodes.Of(index)
            .Where(node => !done.Contains(node))
            .Select(node => (node.OpType, Reason: IsExcluded(node) ? "excluded" : _reasons.GetValueOrDefault(node) ?? fallback(node)))
            .GroupBy(static left => left)
            .Select(static group => new LeftOperator(group.Key.OpType, group.Count(), group.Key.Reason))
            .OrderByDescending(static left => left.Count)
            .ThenBy(static left => left.Operator, StringComparer.Ordinal)];
    }
}
