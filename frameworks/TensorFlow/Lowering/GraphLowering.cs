using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Lowering.Operators;
using InferenceBench.Models;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>
/// Lowers an ONNX graph to a TensorFlow graph for given input shapes. Values that shape inference folds become constants, weights are laid out for the kernels as
/// they are written, and nodes that lead to no output are left out.
/// </summary>
internal sealed class GraphLowering
{
    // What a multiplication or convolution of integers would be a benchmark of.
    private static readonly HashSet<string> s_products = new(StringComparer.Ordinal) { "Conv", "ConvTranspose", "Gemm", "MatMul" };

    private readonly HashSet<NodeProto> _absorbed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, NodeProto?> _soleReaders;
    private readonly Dictionary<string, NodeProto> _producers = new(StringComparer.Ordinal);

    private GraphLowering(LoweringSource source, LoweringOptions options)
    {
        Source = source;
        Options = options;
        Writer = new GraphWriter();
        Values = new ProgramValues(source, Writer);
        _soleReaders = FindSoleReaders(source);
    }

    /// <summary>What the graph is for.</summary>
    public LoweringOptions Options { get; }

    /// <summary>The model.</summary>
    public LoweringSource Source { get; }

    /// <summary>The graph.</summary>
    public GraphWriter Writer { get; }

    /// <summary>The tensors of the model's values.</summary>
    public ProgramValues Values { get; }

    /// <summary>Lowers a model.</summary>
    /// <param name="model">The model, checked, its nodes in an order in which they can run.</param>
    /// <param name="inputs">Its inputs with concrete shapes.</param>
    /// <param name="options">What the graph is for.</param>
    /// <exception cref="NotLoweredException">An operator has no counterpart; the message names it, its opset and its node.</exception>
    /// <exception cref="OnnxModelException">External data of the file cannot be read.</exception>
    public static TensorFlowProgram Lower(OnnxModel model, IReadOnlyList<TensorSpec> inputs, LoweringOptions options)
    {
        return new GraphLowering(new LoweringSource(model, inputs), options).Run();
    }

    /// <summary>The only node that reads a value; null when there are several or the value is an output of the model.</summary>
    public NodeProto? FindSoleReader(string value)
    {
        return _soleReaders.GetValueOrDefault(value);
    }

    /// <summary>The node that computed a value; null when none did or has yet.</summary>
    public NodeProto? FindProducer(string value)
    {
        return _producers.GetValueOrDefault(value);
    }

    /// <summary>Notes that another node's lowering has done a node's work.</summary>
    public void Absorb(NodeProto node)
    {
        _absorbed.Add(node);
    }

    private TensorFlowProgram Run()
    {
        RefuseQuantized();
        string[] placeholders = [.. Source.Inputs.Select(AddInput)];
        foreach (NodeProto node in Source.Nodes)
        {
            Lower(node);
        }

        string[] results = [.. Source.Outputs.Select(output => Result(output, placeholders))];
        return new TensorFlowProgram(Writer.Finish(results, placeholders), placeholders, results, Source.Inputs, Source.Outputs);
    }

    // TensorFlow has no integer kernels for such a graph: it would convert back and multiply floats, more slowly than the fp32 file.
    private void RefuseQuantized()
    {
        if (FilePrecision.Of(Source.Model.Proto.Graph) == Precision.Int8 && Source.Nodes.FirstOrDefault(static node => s_products.Contains(node.OpType)) is { } product)
        {
            throw NotLoweredException.For(product, Source.OpsetOf(product), "TensorFlow computes a quantized (int8) model in floats, which is no int8 benchmark; run the fp32 file");
        }
    }

    private static Dictionary<string, NodeProto?> FindSoleReaders(LoweringSource source)
    {
        Dictionary<string, NodeProto?> readers = new(StringComparer.Ordinal);
        foreach (NodeProto node in source.Nodes)
        {
            foreach (string input in node.Input)
            {
                readers[input] = readers.ContainsKey(input) ? null : node;
            }
        }

        foreach (TensorSpec output in source.Outputs)
        {
            readers[output.Name] = null;
        }

        return readers;
    }

    private string AddInput(TensorSpec input)
    {
        if (DataTypes.Find(input.ElementType) is null)
        {
            throw new NotLoweredException($"input {OneLine.Quote(input.Name)} is of {input.ElementType.ToName()}, for which TensorFlow has no type");
        }

        string tensor = Writer.AddPlaceholder(input.Name, input);
        Values.Set(input.Name, Layout.Plain, tensor);
        return tensor;
    }

    private string Result(TensorSpec output, string[] placeholders)
    {
        try
        {
            string tensor = Values.Get(output.Name, Layout.Plain);

            // What is fed cannot be fetched.
            return placeholders.Contains(tensor) ? Writer.Add("Identity", output.Name + "/result", [tensor], Attr.Type("T", output.ElementType)) : tensor;
        }
        catch (InvalidOperationException e)
        {
            throw new NotLoweredException($"output {OneLine.Quote(output.Name)} is not lowered: {e.Message}", e);
        }
    }

    private void Lower(NodeProto node)
    {
        if (_absorbed.Contains(node))
        {
            return;
        }

        long opset = Source.OpsetOf(node);
        if (!OperatorTable.All.TryGetValue(node.OpType, out OperatorLowering? lowering))
        {
            throw NotLoweredException.For(node, opset);
        }

        var context = new LoweringNode(this, node, opset);
        LoweringSource.Guard(node, opset, () => lowering(context));
        context.RequireOutputs();
        foreach (string output in node.Output)
        {
            _producers[output] = node;
        }
    }
}
