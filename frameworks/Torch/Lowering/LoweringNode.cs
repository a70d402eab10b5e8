using System.Globalization;
using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>One node as its lowering sees it: expressions, types, shapes and constants of its inputs in, statements out.</summary>
internal sealed class LoweringNode
{
    private readonly GraphLowering _graph;
    private readonly OnnxModel _model;
    private readonly bool _isPrepared;
    private readonly HashSet<int> _set = [];

    /// <summary>A node.</summary>
    /// <param name="graph">The lowering that it is part of.</param>
    /// <param name="model">The model, for tensors in attributes.</param>
    /// <param name="node">The node.</param>
    /// <param name="opset">Version of the operator set that it comes from.</param>
    /// <param name="isPrepared">Whether its inputs are all constant.</param>
    public LoweringNode(GraphLowering graph, OnnxModel model, NodeProto node, long opset, bool isPrepared)
    {
        _graph = graph;
        _model = model;
        Proto = node;
        Opset = opset;
        _isPrepared = isPrepared;
    }

    /// <summary>The node; its attributes are read with <see cref="OnnxAttributes"/>.</summary>
    public NodeProto Proto { get; }

    /// <summary>Version of the operator set that it comes from.</summary>
    public long Opset { get; }

    /// <summary>Number of inputs, those that are left out included.</summary>
    public int InputCount => Proto.Input.Count;

    /// <summary>Number of outputs, those that are left out included.</summary>
    public int OutputCount => Proto.Output.Count;

    /// <summary>Whether an input is given.</summary>
    public bool Has(int input)
    {
        return input < Proto.Input.Count && Proto.Input[input].Length > 0;
    }

    /// <summary>Whether an output is wanted: the node has it and something reads it.</summary>
    public bool Wants(int output)
    {
        return output < Proto.Output.Count && Proto.Output[output].Length > 0 && _graph.IsNeeded(Proto.Output[output]);
    }

    /// <summary>The expression of an input: an identifier or <c>self.NAME</c>, never anything that must be put in brackets.</summary>
    public string Input(int input)
    {
        return Has(input)
            ? _graph.Values.Reference(Proto.Input[input], _isPrepared)
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"input {input} is missing"));
    }

    /// <summary>Element type of an input, as the file has it; undefined when it is left out or not known.</summary>
    public ElementType Type(int input)
    {
        return Has(input) ? _graph.Shapes[Proto.Input[input]].Type : ElementType.Undefined;
    }

    /// <summary>Element type of an input, for what depends on it.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public ElementType KnownType(int input)
    {
        ElementType type = Type(input);
        return type != ElementType.Undefined ? type : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"the type of input {input} is not known"));
    }

    /// <summary>Whether an input holds floats; most operators of libtorch that differ do so between floats and integers.</summary>
    /// <exception cref="InvalidOperationException">Its type is not known.</exception>
    public bool IsFloat(int input)
    {
        return KnownType(input) is ElementType.Float32 or ElementType.Float64 or ElementType.Float16 or ElementType.BFloat16;
    }

    /// <summary>Element type of an output.</summary>
    public ElementType OutputType(int output)
    {
        return _graph.Shapes[Proto.Output[output]].Type;
    }

    /// <summary>Shape of an input, all of it known.</summary>
    /// <exception cref="InvalidOperationException">A dimension depends on the data.</exception>
    public long[] Shape(int input)
    {
        return FindShape(Proto.Input[input])
            ?? throw new InvalidOperationException($"the shape of {OneLine.Quote(Proto.Input[input])} is not known before it runs");
    }

    /// <summary>Shape of an output, all of it known.</summary>
    /// <exception cref="InvalidOperationException">A dimension depends on the data.</exception>
    public long[] OutputShape(int output)
    {
        return FindShape(Proto.Output[output])
            ?? throw new InvalidOperationException($"the shape of {OneLine.Quote(Proto.Output[output])} is not known before it runs");
    }

    /// <summary>Number of dimensions of an input.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public int Rank(int input)
    {
        return _graph.Shapes[Proto.Input[input]].Shape?.Count
            ?? throw new InvalidOperationException($"the rank of {OneLine.Quote(Proto.Input[input])} is not known before it runs");
    }

    /// <summary>A dimension of an input as TorchScript: a number, or what asks the tensor where it depends on the data.</summary>
    public string Size(int input, int axis)
    {
        return _graph.Shapes[Proto.Input[input]].Shape is { } shape && shape[axis] >= 0
            ? shape[axis].ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Input(input)}.size({axis})");
    }

    /// <summary>Shape of an input; null when a dimension depends on the data.</summary>
    public long[]? FindShape(int input)
    {
        return FindShape(Proto.Input[input]);
    }

    /// <summary>An axis from 0 of an input of a known rank.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="rank">The rank.</param>
    public static int Axis(long axis, int rank)
    {
        return axis >= -rank && axis < Math.Max(rank, 1)
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"axis {axis} of a tensor of rank {rank}"));
    }

    /// <summary>Whether the elements of an input are known.</summary>
    public bool IsConstant(int input)
    {
        return Has(input) && _graph.Values.IsConstant(Proto.Input[input]);
    }

    /// <summary>Elements of an integer or boolean constant; null when the input is left out or no such constant.</summary>
    public long[]? FindIntegers(int input)
    {
        return Has(input) ? _graph.Values.FindIntegers(Proto.Input[input]) : null;
    }

    /// <summary>Elements of a constant, integers converted; null when the input is left out or no constant.</summary>
    public double[]? FindFloats(int input)
    {
        return Has(input) ? _graph.Values.FindFloats(Proto.Input[input]) : null;
    }

    /// <summary>Elements of an integer input that must be constant.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public long[] Integers(int input)
    {
        return FindIntegers(input) ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"input {input} is not known before it runs"));
    }

    /// <summary>A list that is an attribute in some opsets and an input in others; null when the node has neither.</summary>
    /// <exception cref="InvalidOperationException">It is an input whose elements are not known.</exception>
    public long[]? FindList(string attribute, int input)
    {
        return Has(input) ? Integers(input) : Proto.GetInts(attribute);
    }

    /// <summary>A new constant of floats in the type that the program computes in.</summary>
    /// <returns>Its expression.</returns>
    public string Floats(string hint, IReadOnlyList<long> shape, float[] elements)
    {
        return _graph.Values.AddParameter(hint, ElementType.Float32, shape, () => MemoryMarshal.AsBytes(elements.AsSpan()).ToArray());
    }

    /// <summary>A new constant of int64.</summary>
    /// <returns>Its expression.</returns>
    public string Longs(string hint, IReadOnlyList<long> shape, long[] elements)
    {
        return _graph.Values.AddParameter(hint, ElementType.Int64, shape, () => MemoryMarshal.AsBytes(elements.AsSpan()).ToArray());
    }

    /// <summary>A new constant from a tensor in an attribute.</summary>
    /// <returns>Its expression.</returns>
    public string Tensor(string hint, TensorProto tensor)
    {
        return _graph.Values.AddParameter(hint, (ElementType)tensor.DataType, [.. tensor.Dims], () => TensorReader.ReadBytes(_model, tensor));
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
            _set.Add(output);
        }
    }

    /// <summary>Sets several outputs from an expression that gives a tuple of tensors; outputs that the node does not have get a local.</summary>
    /// <param name="outputs">Indices of the outputs, in the order of the tuple.</param>
    /// <param name="expression">TorchScript on one line.</param>
    public void SetTuple(int[] outputs, string expression)
    {
        string[] locals = [.. outputs.Select(output => Wants(output) ? _graph.Values.AddResult(Proto.Output[output], _isPrepared) : _graph.Values.NewLocal("unused"))];
        _graph.Add(new TorchStatement(locals, expression, Comment(outputs.FirstOrDefault(Wants))), _isPrepared);
        _set.UnionWith(outputs);
    }

    /// <summary>The number by which TorchScript knows an element type (<c>c10::ScalarType</c>); float32 becomes the type that the program computes in. What is
    /// prepared stays float32: it is converted with the weights.</summary>
    /// <exception cref="InvalidOperationException">libtorch has no such type.</exception>
    public int TorchType(ElementType type)
    {
        ElementType computed = type == ElementType.Float32 && !_isPrepared ? _graph.Options.ComputeType : type;
        return ScalarTypes.Find(computed) ?? throw new InvalidOperationException($"libtorch has no type for {type.ToName()}");
    }

    /// <summary>The exception that skips the case because of this node.</summary>
    /// <param name="why">Why, if there is more to say than that the operator is not lowered.</param>
    public NotLoweredException NotLowered(string? why = null)
    {
        return NotLoweredException.For(Proto, Opset, why);
    }

    /// <summary>Checks that the lowering has set every output that is wanted.</summary>
    public void RequireOutputs()
    {
        for (int i = 0; i < Proto.Output.Count; i++)
        {
            // One that shape inference knows is a constant, whatever the lowering did.
            if (Wants(i) && !_set.Contains(i) && !_graph.Values.IsConstant(Proto.Output[i]))
            {
                throw NotLowered(string.Create(CultureInfo.InvariantCulture, $"its output {i} has no counterpart"));
            }
        }
    }

    private long[]? FindShape(string name)
    {
        ValueFacts facts = _graph.Shapes[name];
        return facts.IsConcrete ? [.. facts.Shape!] : null;
    }

    private string Comment(int output)
    {
        ValueFacts facts = _graph.Shapes[Proto.Output[output]];
        string type = facts.Shape is null ? "" : " -> " + new TensorSpec("", facts.Type, facts.Shape).ToString().Trim();
        string name = Proto.Name.Length > 0 ? " " + OneLine.Of(Proto.Name, 60) : "";
        return $"{OneLine.Of(Proto.OpType, 40)}{name}{type}";
    }
}
