using System.Globalization;
using System.Runtime.InteropServices;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Tests.Unit.Models.Catalogue;

/// <summary>Counts the layers of a catalogue model from its nodes alone, by arithmetic of its own: knows nothing of the builder's counts.</summary>
internal sealed class LayerCounter
{
    private readonly Dictionary<string, long[]> _shapes = [];
    private readonly Dictionary<string, TensorProto> _constants = [];
    private readonly Dictionary<string, TensorProto> _weights;

    private LayerCounter(ModelProto model)
    {
        _weights = model.Graph.Initializer.ToDictionary(static tensor => tensor.Name);
        ValueInfoProto input = model.Graph.Input.Single();
        _shapes[input.Name] = [1, .. input.Type.TensorType.Shape.Dim.Skip(1).Select(static dimension => dimension.DimValue)];
        foreach (NodeProto node in model.Graph.Node)
        {
            Visit(node);
        }

        OutputShape = _shapes[model.Graph.Output.Single().Name];
    }

    /// <summary>Convolutions and fully connected layers in the order of the graph.</summary>
    public List<CountedLayer> Layers { get; } = [];

    /// <summary>Shape of the output at batch 1.</summary>
    public long[] OutputShape { get; }

    public static LayerCounter Of(ModelProto model)
    {
        return new LayerCounter(model);
    }

    private void Visit(NodeProto node)
    {
        if (node.OpType == "Constant")
        {
            _constants[node.Output[0]] = node.Attribute.Single().T;
            return;
        }

        long[] input = _shapes[node.Input[0]];
        _shapes[node.Output[0]] = node.OpType switch
        {
            "Conv" => Layer(node, [1, Weight(node).Dims[0], .. Windowed(node, input)], Weight(node).Dims.Skip(1)),
            "Gemm" => Layer(node, [1, Weight(node).Dims[0]], Weight(node).Dims.Skip(1)),
            "MaxPool" => [1, input[1], .. Windowed(node, input)],
            "GlobalAveragePool" => [1, input[1], 1, 1],
            "Flatten" => [1, input.Aggregate(1L, static (product, size) => product * size)],
            "Transpose" => [.. Ints(node, "perm").Select(axis => input[axis])],
            "Concat" => [1, node.Input.Sum(name => _shapes[name][1]), input[2], input[3]],
            "Slice" => Sliced(node, input),
            "Pad" => [.. input.Select((size, axis) => size + Constant(node, 1)[axis] + Constant(node, 1)[axis + 4])],
            "Add" or "Mul" or "BatchNormalization" or "Relu" or "Clip" or "Sigmoid" or "HardSigmoid" or "HardSwish" or "Softmax" => input,
            _ => throw new NotSupportedException(node.OpType),
        };
    }

    private long[] Layer(NodeProto node, long[] output, IEnumerable<long> fanIn)
    {
        long parameters = node.Input.Skip(1).Sum(name => Count(_weights[name].Dims));
        Layers.Add(new CountedLayer(Describe(output), parameters, Count(output) * Count(fanIn)));
        return output;
    }

    /// <summary>A table writes a vector as 10x1x1.</summary>
    private static string Describe(long[] shape)
    {
        return string.Join('x', shape.Concat([1L, 1L]).Skip(1).Take(3).Select(static size => size.ToString(CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<long> Windowed(NodeProto node, long[] input)
    {
        long[] kernel = Ints(node, "kernel_shape");
        long[] pads = Ints(node, "pads");
        long[] strides = Ints(node, "strides");
        bool ceiling = node.Attribute.Any(static attribute => attribute.Name == "ceil_mode" && attribute.I == 1);
        for (int axis = 0; axis < 2; axis++)
        {
            double steps = (input[axis + 2] + pads[axis] + pads[axis + 2] - kernel[axis]) / (double)strides[axis];
            yield return (long)(ceiling ? Math.Ceiling(steps) : Math.Floor(steps)) + 1;
        }
    }

    private long[] Sliced(NodeProto node, long[] input)
    {
        long[] output = [.. input];
        long[] starts = Constant(node, 1);
        long[] ends = Constant(node, 2);
        long[] axes = Constant(node, 3);
        long[] steps = Constant(node, 4);
        for (int index = 0; index < axes.Length; index++)
        {
            long length = Math.Min(ends[index], input[axes[index]]) - starts[index];
            output[axes[index]] = (long)Math.Ceiling(length / (double)steps[index]);
        }

        return output;
    }

    private TensorProto Weight(NodeProto node)
    {
        return _weights[node.Input[1]];
    }

    private long[] Constant(NodeProto node, int input)
    {
        return MemoryMarshal.Cast<byte, long>(_constants[node.Input[input]].RawData.Span).ToArray();
    }

    private static long[] Ints(NodeProto node, string name)
    {
        return [.. node.Attribute.Single(attribute => attribute.Name == name).Ints];
    }

    private static long Count(IEnumerable<long> shape)
    {
        return shape.Aggregate(1L, static (product, size) => product * size);
    }
}
