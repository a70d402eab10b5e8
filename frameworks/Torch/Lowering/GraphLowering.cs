using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Lowering.Operators;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>
/// Lowers an ONNX graph to TorchScript for given input shapes. Values that shape inference folds become constants, nodes that read constants alone go to
/// <see cref="TorchProgram.Prepare"/>, and statements whose results nobody needs are left out.
/// </summary>
internal sealed class GraphLowering
{
    private readonly List<TorchStatement> _prepare = [];
    private readonly List<TorchStatement> _forward = [];

    private GraphLowering(LoweringSource source, LoweringOptions options)
    {
        Source = source;
        Options = options;
        Values = new ProgramValues(source.Constants);
    }

    /// <summary>What the program is for.</summary>
    public LoweringOptions Options { get; }

    /// <summary>The model.</summary>
    public LoweringSource Source { get; }

    /// <summary>The identifiers and constants of the program.</summary>
    public ProgramValues Values { get; }

    /// <summary>Lowers a model.</summary>
    /// <param name="model">The model, checked, its nodes in an order in which they can run.</param>
    /// <param name="inputs">Its inputs with concrete shapes.</param>
    /// <param name="options">What the program is for.</param>
    /// <exception cref="NotLoweredException">An operator has no counterpart; the message names it, its opset and its node.</exception>
    /// <exception cref="OnnxModelException">External data of the file cannot be read.</exception>
    public static TorchProgram Lower(OnnxModel model, IReadOnlyList<TensorSpec> inputs, LoweringOptions options)
    {
        return new GraphLowering(new LoweringSource(model, inputs), options).Run();
    }

    /// <summary>Adds a statement to the section that is being written.</summary>
    public void Add(TorchStatement statement, bool isPrepared)
    {
        (isPrepared ? _prepare : _forward).Add(statement);
    }

    private TorchProgram Run()
    {
        string[] arguments = [.. Source.Inputs.Select(AddInput)];
        foreach (NodeProto node in Source.Nodes)
        {
            Lower(node);
        }

        string[] results = [.. Source.Outputs.Select(Result)];
        IReadOnlyList<TorchStatement> forward = DeadCode.Remove(_forward, results);
        IReadOnlyList<string> prepared = Values.PreparedNamesIn(forward, results);
        IReadOnlyList<TorchStatement> prepare = DeadCode.Remove(_prepare, prepared);
        return new TorchProgram(
            Values.ParametersIn([.. prepare, .. forward], results), prepare, prepared, forward, arguments, results, Source.Inputs, Source.Outputs);
    }

    private string AddInput(TensorSpec input)
    {
        return ScalarTypes.Find(input.ElementType) is not null
            ? Values.AddInput(input.Name)
            : throw new NotLoweredException($"input {OneLine.Quote(input.Name)} is of {input.ElementType.ToName()}, for which libtorch has no type");
    }

    private string Result(TensorSpec output)
    {
        try
        {
            return Values.Reference(output.Name, isPrepared: false);
        }
        catch (InvalidOperationException e)
        {
            throw new NotLoweredException($"output {OneLine.Quote(output.Name)} is not lowered: {e.Message}", e);
        }
    }

    private void Lower(NodeProto node)
    {
        long opset = Source.OpsetOf(node);
        if (!OperatorTable.All.TryGetValue(node.OpType, out OperatorLowering? lowering))
        {
            throw NotLoweredException.For(node, opset);
        }

        bool isPrepared = node.Input.All(input => input.Length == 0 || Source.Constants.Contains(input) || Values.IsPrepared(input));
        var context = new LoweringNode(this, node, opset, isPrepared);
        LoweringSource.Guard(node, opset, () => lowering(context));
        context.RequireOutputs();
    }
}
