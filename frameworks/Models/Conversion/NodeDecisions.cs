using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Conversion;

/// <summary>Decides which nodes of a graph are converted.</summary>
internal sealed class NodeDecisions
{
    private readonly Dictionary<NodeProto, Treatment> _treatments = new(ReferenceEqualityComparer.Instance);
    private readonly List<KeptNode> _kept = [];
    private readonly OnnxModel _model;
    private readonly ConversionOptions _options;
    private readonly HashSet<NodeProto> _indexArithmetic;

    /// <summary>Decides.</summary>
    /// <param name="model">The model, its nodes in an order in which they can run.</param>
    /// <param name="types">The types of its values.</param>
    /// <param name="options">What the user asked for.</param>
    public NodeDecisions(OnnxModel model, OriginalTypes types, ConversionOptions options)
    {
        _model = model;
        _options = options;
        Types = types;
        _indexArithmetic = IndexArithmetic.Find(model);
        foreach (NodeProto node in model.Proto.Graph.Node)
        {
            _treatments[node] = Decide(node);
        }
    }

    /// <summary>The types of the values.</summary>
    public OriginalTypes Types { get; }

    /// <summary>The nodes that stay in fp32.</summary>
    public IReadOnlyList<KeptNode> Kept => _kept;

    /// <summary>Number of nodes that are converted.</summary>
    public int Converted => _treatments.Values.Count(static treatment => treatment == Treatment.Converted);

    /// <summary>What becomes of a node.</summary>
    /// <param name="node">A node of the graph.</param>
    public Treatment this[NodeProto node] => _treatments[node];

    /// <summary>Whether a node takes an input in whichever precision there is.</summary>
    /// <param name="node">The node.</param>
    public static bool IsAnyInput(NodeProto node)
    {
        return node.OpType is "Shape" or "Size" or "Cast" && node.Domain is "" or "ai.onnx";
    }

    /// <summary>Whether an input of a node is read in the new precision.</summary>
    /// <param name="node">The node.</param>
    /// <param name="index">Index of the input.</param>
    public bool IsLowInput(NodeProto node, int index)
    {
        return this[node] == Treatment.Converted && Types.IsSingle(node.Input[index]) && !OperatorPrecisions.Find(node)!.SingleInputs.Contains(index);
    }

    /// <summary>Whether an output of a node comes in the new precision.</summary>
    /// <param name="node">The node.</param>
    /// <param name="index">Index of the output.</param>
    public bool IsLowOutput(NodeProto node, int index)
    {
        return this[node] == Treatment.Converted && Types.IsSingle(node.Output[index]) && !OperatorPrecisions.Find(node)!.SingleOutputs.Contains(index);
    }

    private Treatment Decide(NodeProto node)
    {
        if (ConstantNodes.IsConstant(node))
        {
            return Treatment.Indifferent;
        }

        IEnumerable<string> values = (IsAnyInput(node) ? [] : node.Input).Concat(node.Output).Where(static name => name.Length > 0);
        string? unknown = values.FirstOrDefault(name => Types[name] == ElementType.Undefined);
        if (unknown is null && !values.Any(Types.IsSingle) && !node.Subgraphs().Any())
        {
            return Treatment.Indifferent;
        }

        if (FindReason(node, unknown) is { } reason)
        {
            _kept.Add(new KeptNode(NameOf(node), node.OpType, reason));
            return Treatment.Kept;
        }

        return Treatment.Converted;
    }

    // Null: it can be converted.
    private string? FindReason(NodeProto node, string? unknown)
    {
        if (_options.KeepFp32.Contains(node.Name) || _options.KeepFp32.Contains(node.OpType))
        {
            return "asked for";
        }

        if (OperatorPrecisions.Find(node) is not { } known)
        {
            return node.Domain is "" or "ai.onnx" ? "its types are not known here" : $"operator set {OneLine.Of(node.Domain, 60)} is not ONNX's own";
        }

        if (known.KeepReason is not null || node.Subgraphs().Any())
        {
            return known.KeepReason ?? "graphs inside nodes stay in fp32";
        }

        return unknown is not null ? $"the type of {OneLine.Quote(unknown)} is not known" : FindReason(node, known);
    }

    private string? FindReason(NodeProto node, OperatorPrecision known)
    {
        if (node.OpType is "ScatterElements" or "ScatterND" && node.GetText("reduction", "none") != "none")
        {
            return "its sums need more digits";
        }

        bool isHalf = _options.Precision == Precision.Fp16;
        long? since = isHalf ? known.Fp16Since : known.Bf16Since;
        string name = isHalf ? "float16" : "bfloat16";
        return since is null ? $"ONNX has no {name} for it"
            : since > _model.Opset ? FormattableString.Invariant($"{name} came with opset {since}")
            : _indexArithmetic.Contains(node) ? "computes shapes or indices"
            : null;
    }

    private static string NameOf(NodeProto node)
    {
        return node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault("");
    }
}
