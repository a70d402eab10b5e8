using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Conversion;

/// <summary>
/// Finds nodes that compute shapes or indices: what they give depends on no input's values, but on an input's shape, or becomes an integer. Half precision counts
/// exactly to 2048 only, bfloat16 to 256, so that such arithmetic would go wrong.
/// </summary>
internal static class IndexArithmetic
{
    private const int None = 0;
    private const int Shape = 1;
    private const int Data = 2;

    /// <summary>The nodes.</summary>
    /// <param name="model">The model, its nodes in an order in which they can run.</param>
    public static HashSet<NodeProto> Find(OnnxModel model)
    {
        Dictionary<string, int> sources = FindSources(model);
        var found = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        var becomesInteger = new HashSet<string>(StringComparer.Ordinal);
        foreach (NodeProto node in model.Proto.Graph.Node.Reverse())
        {
            int source = node.Output.Count > 0 ? sources[node.Output[0]] : Data;
            if (IsCastToInteger(node))
            {
                becomesInteger.UnionWith(node.Input);
            }
            else if (source == Shape || (source == None && node.Output.Any(becomesInteger.Contains)))
            {
                found.Add(node);
                becomesInteger.UnionWith(node.Input);
            }
        }

        return found;
    }

    private static Dictionary<string, int> FindSources(OnnxModel model)
    {
        Dictionary<string, int> sources = model.FedInputs.ToDictionary(static input => input.Name, static _ => Data, StringComparer.Ordinal);
        foreach (NodeProto node in model.Proto.Graph.Node)
        {
            int source = node.Input.Concat(node.Subgraphs().SelectMany(FreeNames.Of)).Select(name => sources.GetValueOrDefault(name, None)).DefaultIfEmpty(None).Max();
            foreach (string output in node.Output)
            {
                sources[output] = node.OpType is "Shape" or "Size" ? Shape : source;
            }
        }

        return sources;
    }

    private static bool IsCastToInteger(NodeProto node)
    {
        return node.OpType == "Cast" && (ElementType)node.GetInt("to", 0)
            is ElementType.Int64 or ElementType.Int32 or ElementType.Int16 or ElementType.Int8
            or ElementType.UInt64 or ElementType.UInt32 or ElementType.UInt16 or ElementType.UInt8;
    }
}
