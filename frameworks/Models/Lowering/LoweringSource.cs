using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Models.Lowering;

/// <summary>
/// A model as those that lower it to a framework's own operators see it: for given input shapes, calls of functions expanded, constants found, and only the nodes
/// that lead to an output.
/// </summary>
public sealed class LoweringSource
{
    // Older ones broadcast by other rules.
    private const long OldestOpset = 7;

    private readonly Dictionary<string, long> _opsets;
    private readonly HashSet<string> _needed;

    /// <summary>Reads a model.</summary>
    /// <param name="model">The model, checked, its nodes in an order in which they can run.</param>
    /// <param name="inputs">Its inputs with concrete shapes.</param>
    public LoweringSource(OnnxModel model, IReadOnlyList<TensorSpec> inputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        Model = FunctionCalls.Expand(model);
        Inputs = inputs;
        Shapes = GraphShapes.Infer(Model, inputs.ToDictionary(static input => input.Name, static input => input.Shape.ToArray()));
        Constants = new ModelConstants(Model, Shapes, inputs.Select(static input => input.Name));
        _needed = FindNeeded();
        _opsets = Model.Proto.OpsetImport
            .GroupBy(static opset => opset.Domain is "ai.onnx" ? "" : opset.Domain)
            .ToDictionary(static group => group.Key, static group => group.Max(static opset => opset.Version), StringComparer.Ordinal);
    }

    /// <summary>The model without calls of functions.</summary>
    public OnnxModel Model { get; }

    /// <summary>Its inputs.</summary>
    public IReadOnlyList<TensorSpec> Inputs { get; }

    /// <summary>What is known of each value.</summary>
    public GraphShapes Shapes { get; }

    /// <summary>The values that are known.</summary>
    public ModelConstants Constants { get; }

    /// <summary>Its outputs; −1 where a dimension depends on the data.</summary>
    public IReadOnlyList<TensorSpec> Outputs => [.. Model.Proto.Graph.Output.Select(Describe)];

    /// <summary>The nodes that must run, in an order in which they can.</summary>
    public IEnumerable<NodeProto> Nodes => Model.Proto.Graph.Node.Where(IsToRun);

    /// <summary>Whether a value is an output or something that leads to one reads it.</summary>
    /// <param name="value">The value's name.</param>
    public bool IsNeeded(string value)
    {
        return _needed.Contains(value);
    }

    /// <summary>Version of the operator set that a node comes from.</summary>
    /// <exception cref="NotLoweredException">The node is no operator of ONNX itself, or of a set before opset 7.</exception>
    /// <param name="node">The node.</param>
    public long OpsetOf(NodeProto node)
    {
        ArgumentNullException.ThrowIfNull(node);
        string domain = node.Domain is "ai.onnx" || IsSameInMicrosoftDomain(node) ? "" : node.Domain;
        long opset = _opsets.GetValueOrDefault(domain);
        return domain.Length > 0 ? throw NotLoweredException.For(node, opset, $"it belongs to {domain}")
            : opset < OldestOpset ? throw NotLoweredException.For(node, opset, "opsets before 7 broadcast by other rules")
            : opset;
    }

    /// <summary>Lowers one node; what goes wrong because the file says too little or contradicts itself becomes a reason to skip the case.</summary>
    /// <param name="node">The node.</param>
    /// <param name="opset">Version of the operator set that it comes from.</param>
    /// <param name="lower">Lowers it.</param>
    /// <exception cref="NotLoweredException">It cannot be lowered.</exception>
    public static void Guard(NodeProto node, long opset, Action lower)
    {
        ArgumentNullException.ThrowIfNull(lower);
        try
        {
            lower();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IndexOutOfRangeException or ArithmeticException)
        {
            // What a lowering reads of a file that says too little: its shape or a constant is not known.
            throw NotLoweredException.For(node, opset, e.Message, e);
        }
    }

    // From the outputs back; what is constant needs nothing.
    private HashSet<string> FindNeeded()
    {
        HashSet<string> needed = new(Model.Proto.Graph.Output.Select(static output => output.Name), StringComparer.Ordinal);
        foreach (NodeProto node in Model.Proto.Graph.Node.Reverse())
        {
            if (node.Output.Any(output => needed.Contains(output) && !Constants.Contains(output)))
            {
                needed.UnionWith(node.Input.Where(static input => input.Length > 0));
            }
        }

        return needed;
    }

    private bool IsToRun(NodeProto node)
    {
        return node.Output.Any(output => output.Length > 0 && IsNeeded(output) && !Constants.Contains(output));
    }

    // ONNX Runtime's own set repeats these with more types; its Gelu is the exact one, which is the default of ONNX's.
    private static bool IsSameInMicrosoftDomain(NodeProto node)
    {
        return node is { Domain: "com.microsoft", OpType: "QuantizeLinear" or "DequantizeLinear" or "Gelu" };
    }

    private TensorSpec Describe(ValueInfoProto output)
    {
        ValueFacts facts = Shapes[output.Name];
        ElementType type = facts.Type == ElementType.Undefined ? (ElementType)(output.Type?.TensorType?.ElemType ?? 0) : facts.Type;
        return new TensorSpec(output.Name, type, facts.Shape ?? [-1]);
    }
}
