using System.Globalization;
using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Protos;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>One node as its lowering to TensorFlow sees it: tensors of its inputs in, nodes out.</summary>
internal sealed class LoweringNode : OperatorNode
{
    private readonly GraphLowering _graph;
    private readonly string _scope;

    /// <summary>A node.</summary>
    /// <param name="graph">The lowering that it is part of.</param>
    /// <param name="node">The node.</param>
    /// <param name="opset">Version of the operator set that it comes from.</param>
    public LoweringNode(GraphLowering graph, NodeProto node, long opset)
        : base(graph.Source, node, opset)
    {
        _graph = graph;
        _scope = node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(static output => output.Length > 0, node.OpType);
    }

    /// <summary>What the graph is for.</summary>
    public LoweringOptions Options => _graph.Options;

    /// <summary>The layout in which windows slide: that of the device's kernels.</summary>
    public Layout WindowLayout => _graph.Options.ChannelsLast ? Layout.ChannelsLast : Layout.Plain;

    /// <summary>The tensor of an input.</summary>
    /// <param name="input">Index of the input.</param>
    /// <param name="layout">The order of its axes; a transposition is added where the input has another one.</param>
    public string Input(int input, Layout layout = Layout.Plain)
    {
        return Has(input)
            ? _graph.Values.Get(Proto.Input[input], layout)
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"input {input} is missing"));
    }

    /// <summary>The layout in which an input is there without a transposition; plain when it is there in both.</summary>
    public Layout LayoutOf(int input)
    {
        return Has(input) && !_graph.Values.Has(Proto.Input[input], Layout.Plain) ? Layout.ChannelsLast : Layout.Plain;
    }

    /// <summary>Inputs of an operator that works element by element and repeats axes of one element, in the layout that costs the fewest transpositions.</summary>
    /// <param name="inputs">Indices of the inputs.</param>
    public Operands Broadcast(params int[] inputs)
    {
        int rank = inputs.Max(Rank);
        bool isChannelsLast = Array.Exists(inputs, input => LayoutOf(input) == Layout.ChannelsLast && Rank(input) == rank)
            && Array.TrueForAll(inputs, input => Rank(input) == rank || FindShape(input) is not null);
        Layout layout = isChannelsLast ? Layout.ChannelsLast : Layout.Plain;
        return new Operands(layout, Array.ConvertAll(inputs, input => isChannelsLast ? Widened(input, rank) : Input(input)));
    }

    /// <summary>Adds a node for an intermediate result.</summary>
    /// <param name="op">TensorFlow's operator.</param>
    /// <param name="inputs">Tensors.</param>
    /// <param name="attributes">Attributes; those with a default in TensorFlow may be left out.</param>
    /// <returns>Its first output; the others are <c>NAME:1</c> and so on.</returns>
    public string Let(string op, IEnumerable<string> inputs, params IEnumerable<(string Name, AttrValue Value)> attributes)
    {
        return _graph.Writer.Add(op, $"{_scope}/{op}", inputs, attributes);
    }

    /// <summary>Sets an output; ignored when the node does not have it or nothing reads it.</summary>
    /// <param name="output">Index of the output.</param>
    /// <param name="tensor">A tensor of the output's type.</param>
    /// <param name="layout">The order of its axes.</param>
    public void Set(int output, string tensor, Layout layout = Layout.Plain)
    {
        if (Wants(output))
        {
            _graph.Values.Set(Proto.Output[output], layout, tensor);
            NoteSet(output);
        }
    }

    /// <summary>The node that alone reads an output, for a lowering that can do its work as well; null when there is none of this operator.</summary>
    /// <param name="output">Index of the output.</param>
    /// <param name="op">ONNX's name of the operator that is looked for.</param>
    public LoweringNode? FindSoleReader(int output, string op)
    {
        return _graph.FindSoleReader(Proto.Output[output]) is { Domain: "" or "ai.onnx" } reader && reader.OpType == op
            ? new LoweringNode(_graph, reader, _graph.Source.OpsetOf(reader))
            : null;
    }

    /// <summary>The node that computed an input, for a lowering that does its work as well; null when it is none of this operator. What nothing else reads of it stays out of the graph.</summary>
    /// <param name="input">Index of the input.</param>
    /// <param name="op">ONNX's name of the operator that is looked for.</param>
    public LoweringNode? FindProducer(int input, string op)
    {
        return _graph.FindProducer(Proto.Input[input]) is { } producer && producer.OpType == op
            ? new LoweringNode(_graph, producer, _graph.Source.OpsetOf(producer))
            : null;
    }

    /// <summary>Sets the first output of the only reader of this node's first output, whose work is done with it.</summary>
    /// <param name="reader">What <see cref="FindSoleReader"/> found.</param>
    /// <param name="tensor">A tensor of the reader's output.</param>
    /// <param name="layout">The order of its axes.</param>
    public void SetThrough(LoweringNode reader, string tensor, Layout layout)
    {
        Absorb(reader);
        reader.Set(0, tensor, layout);
    }

    /// <summary>Notes that the work of the only reader of this node's first output is done with it, and that nothing needs what stands between them.</summary>
    /// <param name="reader">What <see cref="FindSoleReader"/> found.</param>
    public void Absorb(LoweringNode reader)
    {
        NoteSet(0);
        _graph.Absorb(reader.Proto);
    }

    /// <summary>A new constant.</summary>
    public string Constant(ModelConstant constant)
    {
        return _graph.Writer.AddConstant($"{_scope}/Const", constant);
    }

    /// <summary>The elements of an input that is constant, and how to read them; for weights that are laid out anew.</summary>
    /// <returns>Null when the input is not constant.</returns>
    public ModelConstant? FindConstant(int input)
    {
        return Has(input) ? _graph.Source.Constants.Find(Proto.Input[input]) : null;
    }

    /// <summary>A new vector of int32, as shapes, axes and paddings are given.</summary>
    /// <exception cref="OverflowException">A value needs more than 32 bits.</exception>
    public string Ints(params IEnumerable<long> values)
    {
        int[] elements = [.. values.Select(static value => checked((int)value))];
        return IntMatrix([elements.Length], elements);
    }

    /// <summary>A new constant of int32.</summary>
    public string IntMatrix(IReadOnlyList<long> shape, int[] elements)
    {
        return Constant(new ModelConstant(ElementType.Int32, shape, () => MemoryMarshal.AsBytes(elements.AsSpan()).ToArray()));
    }

    /// <summary>A new scalar of int32, as axes are given.</summary>
    public string Int(long value)
    {
        int element = checked((int)value);
        return Constant(new ModelConstant(ElementType.Int32, [], () => MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in element)).ToArray()));
    }

    /// <summary>A new constant of float32.</summary>
    public string Floats(IReadOnlyList<long> shape, float[] elements)
    {
        return Constant(new ModelConstant(ElementType.Float32, shape, () => MemoryMarshal.AsBytes(elements.AsSpan()).ToArray()));
    }

    /// <summary>A new scalar of a numeric type.</summary>
    /// <exception cref="InvalidOperationException">The type is not numeric.</exception>
    public string Scalar(ElementType type, double value)
    {
        return Constant(new ModelConstant(type, [], () => ScalarBytes.Of(type, value)));
    }

    /// <summary>A new constant from a tensor in an attribute.</summary>
    public string Tensor(Models.Onnx.TensorProto tensor)
    {
        return Constant(new ModelConstant((ElementType)tensor.DataType, [.. tensor.Dims], () => TensorReader.ReadBytes(_graph.Source.Model, tensor)));
    }

    // With leading axes of one element up to the rank, so that axes stay apart when they are reordered.
    private string Widened(int input, int rank)
    {
        if (Rank(input) == rank)
        {
            return Input(input, Layout.ChannelsLast);
        }

        long[] shape = [.. Enumerable.Repeat(1L, rank - Rank(input)), .. Shape(input)];
        long[] arranged = Axes.Arrange(Layout.ChannelsLast, shape);
        if (FindConstant(input) is { } constant)
        {
            return Constant(ConstantLayouts.Transpose(constant with { Shape = shape }, Axes.ToChannelsLast(rank)));
        }

        string plain = Let("Reshape", [Input(input), Ints(shape)], Attr.Type("T", KnownType(input)), Attr.Type("Tshape", ElementType.Int32));
        return arranged.SequenceEqual(shape)
            ? plain
            : Let("Transpose", [plain, Ints(Axes.ToChannelsLast(rank).Select(static axis => (long)axis))], Attr.Type("T", KnownType(input)), Attr.Type("Tperm", ElementType.Int32));
    }
}
