using System.Globalization;
using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>One node as its lowering to TorchScript sees it: expressions of its inputs in, statements out.</summary>
internal sealed class LoweringNode : OperatorNode
{
    private readonly GraphLowering _graph;
    private readonly bool _isPrepared;

    /// <summary>A node.</summary>
    /// <param name="graph">The lowering that it is part of.</param>
    /// <param name="node">The node.</param>
    /// <param name="opset">Version of the operator set that it comes from.</param>
    /// <param name="isPrepared">Whether its inputs are all constant.</param>
    public LoweringNode(GraphLowering graph, NodeProto node, long opset, bool isPrepared)
        : base(graph.Source, node, opset)
    {
        _graph = graph;
        _isPrepared = isPrepared;
    }

    /// <summary>The expression of an input: an identifier or <c>self.NAME</c>, never anything that must be put in brackets.</summary>
    public string Input(int input)
    {
        return Has(input)
            ? _graph.Values.Reference(Proto.Input[input], _isPrepared)
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"input {input} is missing"));
    }

    /// <summary>A dimension of an input as TorchScript: a number, or what asks the tensor where it depends on the data.</summary>
    public string Size(int input, int axis)
    {
        return FindDimensions(input) is { } shape && shape[axis] >= 0
            ? shape[axis].ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Input(input)}.size({axis})");
    }

    /// <summary>A new constant of floats in the type that the program computes in.</summary>
    /// <returns>Its expression.</returns>
    public string Floats(string hint, IReadOnlyList<long> shape, float[] elements)
    {
        return _graph.Values.AddParameter(hint, new ModelConstant(ElementType.Float32, shape, () => MemoryMarshal.AsBytes(elements.AsSpan()).ToArray()));
    }

    /// <summary>A new constant of int64.</summary>
    /// <returns>Its expression.</returns>
    public string Longs(string hint, IReadOnlyList<long> shape, long[] elements)
    {
        return _graph.Values.AddParameter(hint, new ModelConstant(ElementType.Int64, shape, () => MemoryMarshal.AsBytes(elements.AsSpan()).ToArray()));
    }

    /// <summary>A new constant from a tensor in an attribute.</summary>
    /// <returns>Its expression.</returns>
    public string Tensor(string hint, TensorProto tensor)
    {
        return _graph.Values.AddParameter(hint, new ModelConstant((ElementType)tensor.DataType, [.. tensor.Dims], () => TensorReader.ReadBytes(_graph.Source.Model, tensor)));
    }

    /// <summary>Adds a statement for an intermediate result.</summary>
    /// <param name="expression">TorchScript on one line.</param>
    /// <param name="hint">What its identifier resembles; null takes the operator's name.</param>
    /// <returns>The identifier.</returns>
    public string Let(string expression, string? hint = null)
    {
        string local = _graph.Values.NewLocal(hint ?? Proto.OpType.ToLowerInvariant());
        _graph.Add(new TorchStatement([local], expression, ""), _isPrepared);
        return local;
    }

    /// <summary>Adds a statement for several intermediate results.</summary>
    /// <param name="expression">TorchScript on one line that gives a tuple of tensors.</param>
    /// <param name="hints">What their identifiers resemble, in the order of the tuple.</param>
    /// <returns>The identifiers.</returns>
    public string[] LetAll(string expression, params string[] hints)
    {
        string[] locals = Array.ConvertAll(hints, _graph.Values.NewLocal);
        _graph.Add(new TorchStatement(locals, expression, ""), _isPrepared);
        return locals;
    }

    /// <summary>Sets an output; ignored when the node does not have it.</summary>
    /// <param name="output">Index of the output.</param>
    /// <param name="expression">TorchScript on one line that gives a tensor.</param>
    public void Set(int output, string expression)
    {
        if (Wants(output))
        {
            string local = _graph.Values.AddResult(Proto.Output[output], _isPrepared);
            _graph.Add(new TorchStatement([local], expression, Comment(output)), _isPrepared);
            NoteSet(output);
        }
    }

    /// <summary>Sets several outputs from an expression that gives a tuple of tensors; outputs that the node does not have get a local.</summary>
    /// <param name="outputs">Indices of the outputs, in the order of the tuple.</param>
    /// <param name="expression">TorchScript on one line.</param>
    public void SetTuple(int[] outputs, string expression)
    {
        string[] locals = [.. outputs.Select(output => Wants(output) ? _graph.Values.AddResult(Proto.Output[output], _isPrepared) : _graph.Values.NewLocal("unused"))];
        _graph.Add(new TorchStatement(locals, expression, Comment(outputs.FirstOrDefault(Wants))), _isPrepared);
        Array.ForEach(outputs, NoteSet);
    }

    /// <summary>The number by which TorchScript knows an element type (<c>c10::ScalarType</c>); float32 becomes the type that the program computes in. What is
    /// prepared stays float32: it is converted with the weights.</summary>
    /// <exception cref="InvalidOperationException">libtorch has no such type.</exception>
    public int TorchType(ElementType type)
    {
        ElementType computed = type == ElementType.Float32 && !_isPrepared ? _graph.Options.ComputeType : type;
        return ScalarTypes.Find(computed) ?? throw new InvalidOperationException($"libtorch has no type for {type.ToName()}");
    }

    private string Comment(int output)
    {
        ValueFacts facts = _graph.Source.Shapes[Proto.Output[output]];
        string type = facts.Shape is null ? "" : " -> " + new TensorSpec("", facts.Type, facts.Shape).ToString().Trim();
        string name = Proto.Name.Length > 0 ? " " + OneLine.Of(Proto.Name, 60) : "";
        return $"{OneLine.Of(Proto.OpType, 40)}{name}{type}";
    }
}
