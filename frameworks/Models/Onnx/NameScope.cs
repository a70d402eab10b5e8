namespace InferenceBench.Models.Onnx;

/// <summary>The names that the nodes of a graph can read.</summary>
/// <param name="outer">The scope around it; null for the main graph and for functions.</param>
internal sealed class NameScope(NameScope? outer)
{
    /// <summary>Inputs and initializers.</summary>
    public HashSet<string> Given { get; } = new(StringComparer.Ordinal);

    /// <summary>Index of the node that makes a name.</summary>
    public Dictionary<string, int> Producers { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a name is made here or around.</summary>
    /// <param name="name">The name.</param>
    public bool Knows(string name)
    {
        return Given.Contains(name) || Producers.ContainsKey(name) || (outer?.Knows(name) ?? false);
    }
}
