namespace InferenceBench.Models.Onnx;

/// <summary>The names that a graph inside a node takes from the graph around it.</summary>
internal static class FreeNames
{
    /// <summary>Names that are read in the graph but made outside it. Depth is bounded by the protobuf reader.</summary>
    /// <param name="graph">The graph.</param>
    public static HashSet<string> Of(GraphProto graph)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node)
        {
            used.UnionWith(node.Input);
            foreach (GraphProto inner in node.Subgraphs())
            {
                used.UnionWith(Of(inner));
            }
        }

        foreach (ValueInfoProto output in graph.Output)
        {
            used.Add(output.Name);
        }

        RemoveMade(graph, used);
        return used;
    }

    private static void RemoveMade(GraphProto graph, HashSet<string> names)
    {
        names.Remove("");
        foreach (ValueInfoProto input in graph.Input)
        {
            names.Remove(input.Name);
        }

        foreach (TensorProto tensor in graph.Initializer)
        {
            names.Remove(tensor.Name);
        }

        foreach (SparseTensorProto sparse in graph.SparseInitializer)
        {
            names.Remove(sparse.Values?.Name ?? "");
        }

        foreach (NodeProto node in graph.Node)
        {
            names.ExceptWith(node.Output);
        }
    }
}
