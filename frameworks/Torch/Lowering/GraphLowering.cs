using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Lowering.Operators;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>
/// Lowers an ONNX graph to TorchScript for given input shapes. Values that shape inference folds become constants, nodes that read constants alone go to
/// <see cref="TorchProgram.Prepare"/>, and statements whose results nobody needs are left out.
/// </summary>
internal sealed class GraphLowering
{
    private const long OldestOpset = 7;

    private readonly OnnxModel _model;
    private readonly GraphShapes _shapes;
    private readonly ProgramValues _values;
    private readonly Dictionary<string, long> _opsets;
    private readonly HashSet<string> _needed;
    private readonly List<TorchStatement> _prepare = [];
    private readonly List<TorchStatement> _forward = [];

    private GraphLowering(OnnxModel model, IReadOnlyList<TensorSpec> inputs, LoweringOptions options)
    {
        _model = FunctionCalls.Expand(model);
        Options = options;
        _shapes = GraphShapes.Infer(_model, inputs.ToDictionary(static input => input.Name, static input => input.Shape.ToArray()));
        _values = new ProgramValues(_model, _shapes);
        _needed = FindNeeded();
        _opsets = _model.Proto.OpsetImport
            .GroupBy(static opset => opset.Domain is "ai.onnx" ? "" : opset.Domain)
            .ToDictionary(static group => group.Key, static group => group.Max(static opset => opset.Version), StringComparer.Ordinal);
    }

    /// <summary>What the program is for.</summary>
    public LoweringOptions Options { get; }

    /// <summary>What is known of each value.</summary>
    public GraphShapes Shapes => _shapes;

    /// <summary>The identifiers and constants of the program.</summary>
    public ProgramValues Values => _values;

    /// <summary>Lowers a model.</summary>
    /// <param name="model">The model, checked, its nodes in an order in which they can run.</param>
    /// <param name="inputs">Its inputs with concrete shapes.</param>
    /// <param name="options">What the program is for.</param>
    /// <exception cref="NotLoweredException">An operator has no counterpart; the message names it, its opset and its node.</exception>
    /// <exception cref="OnnxModelException">External data of the file cannot be read.</exception>
    public static TorchProgram Lower(OnnxModel model, IReadOnlyList<TensorSpec> inputs, LoweringOptions options)
    {
        return new GraphLowering(model, inputs, options).Run(inputs);
    }

    /// <summary>Adds a statement to the section that is being written.</summary>
    public void Add(TorchStatement statement, bool isPrepared)
    {
        (isPrepared ? _prepare : _forward).Add(statement);
    }

    /// <summary>Whether a value is a result or something that leads to one reads it.</summary>
    public bool IsNeeded(string name)
    {
        return _needed.Contains(name);
    }

    private TorchProgram Run(IReadOnlyList<TensorSpec> inputs)
    {
        string[] arguments = [.. inputs.Select(AddInput)];
        foreach (NodeProto node in _model.Proto.Graph.Node)
        {
            Lower(node);
        }

        string[] results = [.. _model.Proto.Graph.Output.Select(Result)];
        IReadOnlyList<TorchStatement> forward = DeadCode.Remove(_forward, results);
        IReadOnlyList<string> prepared = _values.PreparedNamesIn(forward, results);
        IReadOnlyList<TorchStatement> prepare = DeadCode.Remove(_prepare, prepared);
        return new TorchProgram(
            _values.ParametersIn([.. prepare, .. forward], results), prepare, prepared, forward, arguments, results, inputs,
            [.. _model.Proto.Graph.Output.Select(Output)]);
    }

    private string AddInput(TensorSpec input)
    {
        return ScalarTypes.Find(input.ElementType) is not null
            ? _values.AddInput(input.Name)
            : throw new NotLoweredException($"input {OneLine.Quote(input.Name)} is of {input.ElementType.ToName()}, for which libtorch has no type");
    }

    private string Result(ValueInfoProto output)
    {
        try
        {
            return _values.Reference(output.Name, isPrepared: false);
        }
        catch (InvalidOperationException e)
        {
            throw new NotLoweredException($"output {OneLine.Quote(output.Name)} is not lowered: {e.Message}", e);
        }
    }

    // From the results back; what shape inference has folded needs nothing.
    private HashSet<string> FindNeeded()
    {
        HashSet<string> needed = new(_model.Proto.Graph.Output.Select(static output => output.Name), StringComparer.Ordinal);
        foreach (NodeProto node in _model.Proto.Graph.Node.Reverse())
        {
            if (node.Output.Any(output => needed.Contains(output) && !_values.IsConstant(output)))
            {
                needed.UnionWith(node.Input.Where(static input => input.Length > 0));
            }
        }

        return needed;
    }

    private void Lower(NodeProto node)
    {
        bool isNeeded = node.Output.Any(output => output.Length > 0 && IsNeeded(output) && !_values.IsConstant(output));
        if (!isNeeded)
        {
            return;
        }

        string domain = node.Domain is "ai.onnx" || IsSameInMicrosoftDomain(node) ? "" : node.Domain;
        long opset = _opsets.GetValueOrDefault(domain);
        if (domain.Length > 0 || !OperatorTable.All.TryGetValue(node.OpType, out OperatorLowering? lowering))
        {
            throw NotLoweredException.For(node, opset, domain.Length > 0 ? $"it belongs to {domain}" : null);
        }

        if (opset < OldestOpset)
        {
            throw NotLoweredException.For(node, opset, "opsets before 7 broadcast by other rules");
        }

        bool isPrepared = node.Input.All(input => input.Length == 0 || _values.IsConstant(input) || _values.IsPrepared(input));
        var context = new LoweringNode(this, _model, node, opset, isPrepared);
        try
        {
            lowering(context);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IndexOutOfRangeException or ArithmeticException)
        {
            // What a lowering reads of a file that says too little: its shape or a constant is not known.
            throw NotLoweredException.For(node, opset, e.Message, e);
        }

        context.RequireOutputs();
    }

    // ONNX Runtime's own set repeats these with more types; its Gelu is the exact one, which is the default of ONNX's.
    private static bool IsSameInMicrosoftDomain(NodeProto node)
    {
        return node is { Domain: "com.microsoft", OpType: "QuantizeLinear" or "DequantizeLinear" or "Gelu" };
    }

    private TensorSpec Output(ValueInfoProto output)
    {
        ValueFacts facts = _shapes[output.Name];
        ElementType type = facts.Type == ElementType.Undefined ? (ElementType)(output.Type?.TensorType?.ElemType ?? 0) : facts.Type;
        return new TensorSpec(output.Name, type, facts.Shape ?? [-1]);
    }
}
