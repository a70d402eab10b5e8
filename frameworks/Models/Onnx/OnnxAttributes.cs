using Google.Protobuf.Collections;

namespace InferenceBench.Models.Onnx;

/// <summary>Reads a node's attributes with their defaults.</summary>
public static class OnnxAttributes
{
    /// <summary>The attribute of that name; null when the node has none.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    public static AttributeProto? FindAttribute(this NodeProto node, string name)
    {
        RepeatedField<AttributeProto> attributes = node.Attribute;
        for (int i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Name == name)
            {
                return attributes[i];
            }
        }

        return null;
    }

    /// <summary>An integer attribute.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="fallback">Its value when the node has none.</param>
    public static long GetInt(this NodeProto node, string name, long fallback)
    {
        return node.FindAttribute(name) is { HasI: true } attribute ? attribute.I : fallback;
    }

    /// <summary>A float attribute.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="fallback">Its value when the node has none.</param>
    public static float GetFloat(this NodeProto node, string name, float fallback)
    {
        return node.FindAttribute(name) is { HasF: true } attribute ? attribute.F : fallback;
    }

    /// <summary>A text attribute.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="fallback">Its value when the node has none.</param>
    public static string GetText(this NodeProto node, string name, string fallback)
    {
        return node.FindAttribute(name) is { HasS: true } attribute ? attribute.S.ToStringUtf8() : fallback;
    }

    /// <summary>A list of integers; null when the node has none. An empty list is a value of its own.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    public static long[]? GetInts(this NodeProto node, string name)
    {
        return node.FindAttribute(name)?.Ints.ToArray();
    }

    /// <summary>A list of floats; null when the node has none.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    public static float[]? GetFloats(this NodeProto node, string name)
    {
        return node.FindAttribute(name)?.Floats.ToArray();
    }

    /// <summary>A tensor attribute; null when the node has none.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    public static TensorProto? GetTensor(this NodeProto node, string name)
    {
        return node.FindAttribute(name)?.T;
    }

    /// <summary>The graphs that a node holds (If, Loop, Scan).</summary>
    /// <param name="node">The node.</param>
    internal static IEnumerable<GraphProto> Subgraphs(this NodeProto node)
    {
        foreach (AttributeProto attribute in node.Attribute)
        {
            if (attribute.G is not null)
            {
                yield return attribute.G;
            }

            foreach (GraphProto graph in attribute.Graphs)
            {
                yield return graph;
            }
        }
    }
}
