using Google.Protobuf;
using InferenceBench.Models.Onnx;
using static InferenceBench.Models.Onnx.AttributeProto.Types;

namespace InferenceBench.Models.Editing;

/// <summary>Questions to and changes of single nodes.</summary>
internal static class NodeEdits
{
    /// <summary>Whether a node is an operator of the default operator set.</summary>
    /// <param name="node">The node.</param>
    /// <param name="type">The operator.</param>
    public static bool IsStandard(this NodeProto node, string type)
    {
        return node.OpType == type && node.Domain is "" or "ai.onnx";
    }

    /// <summary>The node's name, or its first output's: what people find it by.</summary>
    /// <param name="node">The node.</param>
    public static string DisplayName(this NodeProto node)
    {
        return node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault("");
    }

    /// <summary>An input; empty when it is left out.</summary>
    /// <param name="node">The node.</param>
    /// <param name="index">Index of the input.</param>
    public static string InputAt(this NodeProto node, int index)
    {
        return index < node.Input.Count ? node.Input[index] : "";
    }

    /// <summary>Sets an input; those before it that are not there are left out.</summary>
    /// <param name="node">The node.</param>
    /// <param name="index">Index of the input.</param>
    /// <param name="name">The value to read.</param>
    public static void SetInput(this NodeProto node, int index, string name)
    {
        while (node.Input.Count <= index)
        {
            node.Input.Add("");
        }

        node.Input[index] = name;
    }

    /// <summary>Removes an attribute if it is there.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    public static void RemoveAttribute(this NodeProto node, string name)
    {
        if (node.FindAttribute(name) is { } attribute)
        {
            node.Attribute.Remove(attribute);
        }
    }

    /// <summary>Sets an integer attribute.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value.</param>
    public static void SetInt(this NodeProto node, string name, long value)
    {
        node.RemoveAttribute(name);
        node.Attribute.Add(new AttributeProto { Name = name, Type = AttributeType.Int, I = value });
    }

    /// <summary>Sets an attribute that is a list of integers.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="values">Its values.</param>
    public static void SetInts(this NodeProto node, string name, IEnumerable<long> values)
    {
        node.RemoveAttribute(name);
        node.Attribute.Add(new AttributeProto { Name = name, Type = AttributeType.Ints, Ints = { values } });
    }

    /// <summary>Sets a text attribute.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value.</param>
    public static void SetText(this NodeProto node, string name, string value)
    {
        node.RemoveAttribute(name);
        node.Attribute.Add(new AttributeProto { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) });
    }
}
