using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Conversion;

/// <summary>A copy of a model that can be changed, with the nodes of its own functions in the place of their calls.</summary>
internal static class FunctionInliner
{
    /// <summary>
    /// Copies a model. Functions stay, and so do their calls, where one is for another version of the operator set or has nodes that hold graphs, whose names would
    /// have to change; and those that are called inside a node's graph.
    /// </summary>
    /// <param name="model">The model; it is not changed. Weights are shared with it.</param>
    public static OnnxModel Copy(OnnxModel model)
    {
        ModelProto copy = model.Proto.Clone();
        if (copy.Functions.Count == 0 || copy.Functions.Any(function => HasOtherOpset(function, model.Opset) || function.Node.Any(static node => node.Subgraphs().Any())))
        {
            return new OnnxModel(model.Path, copy);
        }

        copy.Graph.Node.Clear();
        copy.Graph.Node.AddRange(FunctionCalls.Expand(model).Proto.Graph.Node.Select(static node => node.Clone()));
        AddImports(copy);
        if (!HasCall(copy.Graph, [.. copy.Functions.Select(static function => (function.Domain, function.Name))]))
        {
            copy.Functions.Clear();
        }

        return new OnnxModel(model.Path, copy);
    }

    private static bool HasOtherOpset(FunctionProto function, long version)
    {
        return function.OpsetImport.Any(opset => opset.Domain is "" or "ai.onnx" && opset.Version != version);
    }

    private static void AddImports(ModelProto model)
    {
        var known = new HashSet<string>(model.OpsetImport.Select(static opset => opset.Domain), StringComparer.Ordinal);
        foreach (OperatorSetIdProto opset in model.Functions.SelectMany(static function => function.OpsetImport))
        {
            if (opset.Domain is not ("" or "ai.onnx") && known.Add(opset.Domain))
            {
                model.OpsetImport.Add(opset.Clone());
            }
        }
    }

    private static bool HasCall(GraphProto graph, HashSet<(string Domain, string Name)> functions)
    {
        return graph.Node.Any(node => functions.Contains((node.Domain, node.OpType)) || node.Subgraphs().Any(inner => HasCall(inner, functions)));
    }
}
