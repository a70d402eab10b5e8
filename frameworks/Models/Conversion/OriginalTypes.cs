using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Models.Conversion;

/// <summary>The element types of a graph's values before the conversion: from shape inference and the file's own declarations, where these are silent from the operators.</summary>
internal sealed class OriginalTypes
{
    private readonly Dictionary<string, ElementType> _types = new(StringComparer.Ordinal);
    private readonly GraphShapes _shapes;

    /// <summary>Finds the types of all values of the main graph.</summary>
    /// <param name="model">The model, its nodes in an order in which they can run.</param>
    public OriginalTypes(OnnxModel model)
    {
        _shapes = GraphShapes.Infer(model, new Dictionary<string, long[]>());
        foreach (NodeProto node in model.Proto.Graph.Node)
        {
            for (int i = 0; i < node.Output.Count; i++)
            {
                ElementType inferred = _shapes[node.Output[i]].Type;
                _types[node.Output[i]] = inferred != ElementType.Undefined ? inferred : Of(node, i);
            }
        }
    }

    /// <summary>The type of a value; undefined when it is not known or the value is no tensor.</summary>
    /// <param name="name">The value's name.</param>
    public ElementType this[string name] => _types.TryGetValue(name, out ElementType type) ? type : _shapes[name].Type;

    /// <summary>Whether a value is of float32.</summary>
    /// <param name="name">The value's name; an input that is left out is none.</param>
    public bool IsSingle(string name)
    {
        return name.Length > 0 && this[name] == ElementType.Float32;
    }

    // Operators without a shape rule.
    private ElementType Of(NodeProto node, int output)
    {
        switch (node.OpType)
        {
            case "If" or "Loop" or "Scan":
                return OfInnerGraph(node, output);
            case "RandomNormal" or "RandomUniform":
                return Named(node, "dtype", ElementType.Float32);
            case "RandomNormalLike" or "RandomUniformLike" or "Bernoulli":
                return Named(node, "dtype", FirstInput(node));
            case "BlackmanWindow" or "HammingWindow" or "HannWindow" or "MelWeightMatrix":
                return Named(node, "output_datatype", ElementType.Float32);
            case "TfIdfVectorizer":
                return ElementType.Float32;
            case "NonMaxSuppression":
            case "Unique" when output > 0:
                return ElementType.Int64;
            case "Multinomial":
                return Named(node, "dtype", ElementType.Int32);
            default:
                return OperatorPrecisions.Find(node) is null ? ElementType.Undefined : FirstInput(node);
        }
    }

    // A loop's body gives its condition first; what a scan collects has the type of the slices.
    private static ElementType OfInnerGraph(NodeProto node, int output)
    {
        GraphProto? inner = node.Subgraphs().FirstOrDefault();
        int index = node.OpType == "Loop" ? output + 1 : output;
        return inner is not null && index < inner.Output.Count
            ? (ElementType)(inner.Output[index].Type?.TensorType?.ElemType ?? 0)
            : ElementType.Undefined;
    }

    private static ElementType Named(NodeProto node, string attribute, ElementType fallback)
    {
        return (ElementType)node.GetInt(attribute, (long)fallback);
    }

    private ElementType FirstInput(NodeProto node)
    {
        return node.Input.Count > 0 && node.Input[0].Length > 0 ? this[node.Input[0]] : ElementType.Undefined;
    }
}
