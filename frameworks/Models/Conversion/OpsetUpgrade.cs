using InferenceBench.Contracts;
using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Conversion;

/// <summary>Raises a model's operator set as far as bfloat16 needs it, when every node means the same there.</summary>
internal static class OpsetUpgrade
{
    // TensorRT 11 reads up to 25, and the parsers of 10 do not refuse what is newer than they are. What came later is of no use to convolutional nets.
    private const long Newest = 22;

    /// <summary>Raises the operator set.</summary>
    /// <param name="model">The model; it is changed.</param>
    /// <exception cref="OnnxModelException">It is older than opset 13, the first with bfloat16, and cannot be rewritten for that.</exception>
    /// <returns>What kept it from being raised as far as was wanted; null when nothing did.</returns>
    public static string? Apply(OnnxModel model)
    {
        if (model.Opset < Opset13.Target && model.Proto.Functions.Count > 0)
        {
            throw OnnxModelException.For(model.Path, FormattableString.Invariant(
                $"has functions of its own and opset {model.Opset}; bf16 needs {Opset13.Target}: export the model again with a newer opset"));
        }

        Opset13.Apply(model, Precision.Bf16.ToName());
        long from = model.Opset;
        PoolingWindows.DropIdleRounding(model);
        long[] wanted = [.. model.Proto.Graph.Node
            .Select(static node => OperatorPrecisions.Find(node)?.Bf16Since ?? 0)
            .Where(opset => opset > from && opset <= Newest)
            .Distinct()
            .OrderDescending()];
        string? obstacle = null;
        foreach (long to in wanted)
        {
            string? found = FindObstacle(model, from, to);
            if (found is null)
            {
                Raise(model, from, to);
                return obstacle;
            }

            obstacle ??= found;
        }

        return obstacle;
    }

    private static string? FindObstacle(OnnxModel model, long from, long to)
    {
        return model.Proto.Functions.Count > 0 ? "the model has functions of its own" : FindObstacle(model.Proto.Graph, from, to, isInner: false);
    }

    private static string? FindObstacle(GraphProto graph, long from, long to, bool isInner)
    {
        foreach (NodeProto node in graph.Node)
        {
            if (OpsetChanges.Of(node, from, to).FirstOrDefault(change => isInner || change.MovedAttribute is null) is { } change)
            {
                return FormattableString.Invariant($"{node.OpType} at node {OneLine.Quote(node.Name)} means something else from opset {change.Opset} on");
            }

            if (node.Subgraphs().Select(inner => FindObstacle(inner, from, to, isInner: true)).FirstOrDefault(static found => found is not null) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static void Raise(OnnxModel model, long from, long to)
    {
        GraphProto graph = model.Proto.Graph;
        var names = new UniqueNames(graph);
        foreach (NodeProto node in graph.Node)
        {
            foreach (OpsetChange change in OpsetChanges.Of(node, from, to).ToArray())
            {
                Move(graph, node, change.MovedAttribute!, names);
            }
        }

        foreach (OperatorSetIdProto opset in model.Proto.OpsetImport.Where(static opset => opset.Domain is "" or "ai.onnx"))
        {
            opset.Version = to;
        }
    }

    private static void Move(GraphProto graph, NodeProto node, string attribute, UniqueNames names)
    {
        if (node.FindAttribute(attribute) is not { } moved)
        {
            // Split into equal parts.
            node.Attribute.Add(new AttributeProto { Name = "num_outputs", Type = AttributeProto.Types.AttributeType.Int, I = node.Output.Count });
            return;
        }

        string input = names.Create($"{node.Output[0]}_{attribute}");
        graph.Initializer.Add(new TensorProto { Name = input, DataType = 7, Dims = { moved.Ints.Count }, Int64Data = { moved.Ints } });
        node.Attribute.Remove(moved);
        node.Input.Add(input);
    }
}
