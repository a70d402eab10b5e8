using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Editing;

/// <summary>Makes names that nothing in a graph has yet.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Knows all names of values and nodes of a graph, graphs inside nodes included.</summary>
    /// <param name="graph">The graph.</param>
    public UniqueNames(GraphProto graph)
    {
        Collect(graph);
    }

    /// <summary>A new name, which is taken from now on.</summary>
    /// <param name="wish">The name itself when it is free, else with a number behind it.</param>
    public string Create(string wish)
    {
        string name = wish;
        for (int i = 2; !_taken.Add(name); i++)
        {
            name = FormattableString.Invariant($"{wish}_{i}");
        }

        return name;
    }

    private void Collect(GraphProto graph)
    {
        _taken.UnionWith(graph.Input.Select(static input => input.Name));
        _taken.UnionWith(graph.Initializer.Select(static tensor => tensor.Name));
        _taken.UnionWith(graph.SparseInitializer.Select(static sparse => sparse.Values?.Name ?? ""));
        foreach (NodeProto node in graph.Node)
        {
            _taken.Add(node.Name);
            _taken.UnionWith(node.Output);
            foreach (GraphProto inner in node.Subgraphs())
            {
                Collect(inner);
            }
        }
    }
}
