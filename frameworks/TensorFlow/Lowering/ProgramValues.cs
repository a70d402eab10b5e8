using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>Which tensors of the graph stand for the values of a model, in one layout or in both. A layout that is missing is made once, where it is first asked for.</summary>
internal sealed class ProgramValues
{
    private readonly LoweringSource _source;
    private readonly GraphWriter _writer;
    private readonly Dictionary<(string Name, Layout Layout), string> _tensors = [];

    /// <summary>No values yet.</summary>
    public ProgramValues(LoweringSource source, GraphWriter writer)
    {
        _source = source;
        _writer = writer;
    }

    /// <summary>Sets the tensor of a value.</summary>
    public void Set(string name, Layout layout, string tensor)
    {
        _tensors[(name, layout)] = tensor;
    }

    /// <summary>Whether a value is there in a layout without a node for it.</summary>
    public bool Has(string name, Layout layout)
    {
        return _tensors.ContainsKey((name, layout)) || _source.Constants.Contains(name);
    }

    /// <summary>The tensor of a value.</summary>
    /// <exception cref="InvalidOperationException">The value is no tensor that a graph can hold, or has not the three axes that the layout needs.</exception>
    public string Get(string name, Layout layout)
    {
        if (_tensors.TryGetValue((name, layout), out string? tensor))
        {
            return tensor;
        }

        tensor = _source.Constants.Find(name) is { } constant ? AddConstant(name, constant, layout) : Convert(name, layout);
        _tensors[(name, layout)] = tensor;
        return tensor;
    }

    private string AddConstant(string name, ModelConstant constant, Layout layout)
    {
        return layout == Layout.Plain
            ? _writer.AddConstant(name, constant)
            : _writer.AddConstant(name, ConstantLayouts.Transpose(constant, Axes.ToChannelsLast(constant.Shape.Count)));
    }

    private string Convert(string name, Layout layout)
    {
        Layout other = layout == Layout.Plain ? Layout.ChannelsLast : Layout.Plain;
        if (!_tensors.TryGetValue((name, other), out string? tensor))
        {
            throw new InvalidOperationException($"nothing computes {OneLine.Quote(name)}");
        }

        ValueFacts facts = _source.Shapes[name];
        if (facts is { IsConcrete: true, Shape: { } shape } && IsSameInMemory(shape))
        {
            return Reshape(name, tensor, layout, shape);
        }

        int rank = facts.Shape?.Count ?? throw new InvalidOperationException($"the rank of {OneLine.Quote(name)} is not known before it runs");
        int[] order = layout == Layout.Plain ? Axes.ToPlain(rank) : Axes.ToChannelsLast(rank);
        string axes = _writer.AddConstant(name + "/order", new ModelConstant(ElementType.Int32, [rank], () => MemoryMarshal.AsBytes(order.AsSpan()).ToArray()));
        return _writer.Add(
            "Transpose", name + Suffix(layout), [tensor, axes],
            Attr.Type("T", facts.Type), Attr.Type("Tperm", ElementType.Int32));
    }

    private string Reshape(string name, string tensor, Layout layout, IReadOnlyList<long> shape)
    {
        int[] sizes = [.. Axes.Arrange(layout, shape).Select(static size => checked((int)size))];
        string wanted = _writer.AddConstant(name + "/shape", new ModelConstant(ElementType.Int32, [sizes.Length], () => MemoryMarshal.AsBytes(sizes.AsSpan()).ToArray()));
        return _writer.Add("Reshape", name + Suffix(layout), [tensor, wanted], Attr.Type("T", _source.Shapes[name].Type), Attr.Type("Tshape", ElementType.Int32));
    }

    private static string Suffix(Layout layout)
    {
        return layout == Layout.Plain ? "/plain" : "/channels_last";
    }

    // One channel, or one element of each: the order of the axes changes nothing but the shape.
    private static bool IsSameInMemory(IReadOnlyList<long> shape)
    {
        return shape.Count >= 3 && (shape[1] == 1 || shape.Skip(2).All(static size => size == 1));
    }
}
