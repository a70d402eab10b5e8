using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Editing;

/// <summary>Takes nodes out that hand their input on unchanged during inference: Identity, and Dropout that drops nothing.</summary>
internal static class PassThroughNodes
{
    /// <summary>Takes them out of the main graph; those that make an output of the graph or feed a graph inside a node stay.</summary>
    /// <param name="model">The model.</param>
    /// <returns>How many were taken out.</returns>
    public static int Remove(OnnxModel model)
    {
        var index = new GraphIndex(model);
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (NodeProto node in index.Graph.Node)
        {
            for (int i = 0; i < node.Input.Count; i++)
            {
                node.Input[i] = sources.GetValueOrDefault(node.Input[i], node.Input[i]);
            }

            if (HandsOn(index, node) && !index.IsOutput(node.Output[0]) && !index.IsCaptured(node.Output[0]))
            {
                sources[node.Output[0]] = node.Input[0];
            }
        }

        UnusedParts.Remove(index.Graph);
        return sources.Count;
    }

    private static bool HandsOn(GraphIndex index, NodeProto node)
    {
        if (node.Input.Count == 0 || node.Output.Count == 0)
        {
            return false;
        }

        bool isMaskRead = node.Output.Count > 1 && (index.ReadersOf(node.Output[1]).Count > 0 || index.IsOutput(node.Output[1]) || index.IsCaptured(node.Output[1]));
        return node.IsStandard("Identity") || (node.IsStandard("Dropout") && !isMaskRead && IsInference(index, node));
    }

    // From opset 12 on an input says whether it trains; what is no constant may be true.
    private static bool IsInference(GraphIndex index, NodeProto node)
    {
        string training = node.InputAt(2);
        return training.Length == 0
            || (index.FindConstant(training) is { DataType: 9 } flag && TensorReader.ReadInt64s(index.Model, flag) is [0]);
    }
}
