using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Editing;

/// <summary>Removes what an edit has left behind: nodes whose outputs nobody reads, initializers that nobody reads, descriptions of values that are gone.</summary>
internal static class UnusedParts
{
    /// <summary>Removes them from the main graph.</summary>
    /// <param name="graph">The graph, its nodes in an order in which they can run.</param>
    public static void Remove(GraphProto graph)
    {
        var used = new HashSet<string>(graph.Output.Select(static output => output.Name), StringComparer.Ordinal);
        var kept = new List<NodeProto>(graph.Node.Count);
        foreach (NodeProto node in graph.Node.Reverse())
        {
            // A node without outputs has an effect of its own, whatever it is.
            if (node.Output.Count > 0 && !node.Output.Any(used.Contains))
            {
                continue;
            }

            kept.Add(node);
            used.UnionWith(node.Input);
            foreach (GraphProto inner in node.Subgraphs())
            {
                used.UnionWith(FreeNames.Of(inner));
            }
        }

        kept.Reverse();
        graph.Node.Clear();
        graph.Node.AddRange(kept);
        Replace(graph.Initializer, tensor => used.Contains(tensor.Name));
        Replace(graph.SparseInitializer, sparse => used.Contains(sparse.Values.Name));
        var made = new HashSet<string>(kept.SelectMany(static node => node.Output), StringComparer.Ordinal);
        Replace(graph.ValueInfo, value => made.Contains(value.Name));
    }

    private static void Replace<T>(Google.Protobuf.Collections.RepeatedField<T> list, Func<T, bool> isKept)
    {
        T[] kept = [.. list.Where(isKept)];
        if (kept.Length < list.Count)
        {
            list.Clear();
            list.AddRange(kept);
        }
    }
}
