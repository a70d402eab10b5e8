using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Models.Lowering;

/// <summary>The constant values of a model for given input shapes: initializers, Constant nodes, and what shape inference folds.</summary>
public sealed class ModelConstants
{
    private readonly OnnxModel _model;
    private readonly GraphShapes _shapes;
    private readonly HashSet<string> _inputs;
    private readonly Dictionary<string, TensorProto> _tensors = new(StringComparer.Ordinal);

    internal ModelConstants(OnnxModel model, GraphShapes shapes, IEnumerable<string> inputs)
    {
        _model = model;
        _shapes = shapes;
        _inputs = new HashSet<string>(inputs, StringComparer.Ordinal);
        foreach (TensorProto tensor in model.Proto.Graph.Initializer)
        {
            _tensors[tensor.Name] = tensor;
        }

        foreach (NodeProto node in model.Proto.Graph.Node)
        {
            if (ConstantNodes.IsConstant(node) && node.Output.Count > 0 && ConstantNodes.Find(node) is { } tensor)
            {
                _tensors[node.Output[0]] = tensor;
            }
            else if (node is { OpType: "Identity", Domain: "" or "ai.onnx", Input: [var source], Output: [var copy] } && !_inputs.Contains(source) && _tensors.TryGetValue(source, out TensorProto? shared))
            {
                // Exporters share equal weights by such nodes.
                _tensors[copy] = shared;
            }
        }
    }

    /// <summary>Whether the elements of a value are known.</summary>
    /// <param name="name">The value's name.</param>
    public bool Contains(string name)
    {
        return !_inputs.Contains(name) && (_tensors.ContainsKey(name) || _shapes[name].Constant is { IsComplete: true });
    }

    /// <summary>A constant; null when the value is none.</summary>
    /// <param name="name">The value's name.</param>
    public ModelConstant? Find(string name)
    {
        if (_inputs.Contains(name))
        {
            return null;
        }

        if (_tensors.TryGetValue(name, out TensorProto? tensor))
        {
            // ONNX's numbers of data types are those of ElementType.
            return new ModelConstant((ElementType)tensor.DataType, [.. tensor.Dims], () => TensorReader.ReadBytes(_model, tensor));
        }

        return _shapes[name].Constant is { IsComplete: true } constant
            ? new ModelConstant(constant.Type, constant.Shape, () => Bytes(constant))
            : null;
    }

    /// <summary>The elements of a constant as floats; null when the value is no constant of numbers.</summary>
    /// <param name="name">The value's name.</param>
    public double[]? FindFloats(string name)
    {
        if (_shapes[name].Constant is { IsComplete: true } constant)
        {
            return [.. constant.Floats ?? [.. constant.Integers!.Select(static element => (double)element)]];
        }

        return FindNumbers(name) is { } tensor ? [.. TensorReader.ReadFloats(_model, tensor).Select(static element => (double)element)] : null;
    }

    /// <summary>The elements of an integer constant; null when the value is no constant of integers or booleans.</summary>
    /// <param name="name">The value's name.</param>
    public long[]? FindIntegers(string name)
    {
        if (_shapes[name].Constant is { IsComplete: true } constant)
        {
            return constant.Integers?.ToArray();
        }

        return FindNumbers(name) is { } tensor && !((ElementType)tensor.DataType).IsFloat() ? TensorReader.ReadInt64s(_model, tensor) : null;
    }

    private TensorProto? FindNumbers(string name)
    {
        return _tensors.TryGetValue(name, out TensorProto? tensor) && !_inputs.Contains(name) && IsNumber((ElementType)tensor.DataType) ? tensor : null;
    }

    private static bool IsNumber(ElementType type)
    {
        return type.SizeBytes() > 0 && type is not (ElementType.Complex64 or ElementType.Complex128);
    }

    private static ReadOnlyMemory<byte> Bytes(ConstantTensor constant)
    {
        if (constant.Floats is { } floats)
        {
            return constant.Type switch
            {
                ElementType.Float64 => MemoryMarshal.AsBytes<double>([.. floats]).ToArray(),
                ElementType.Float16 => MemoryMarshal.AsBytes<Half>([.. floats.Select(static element => (Half)element)]).ToArray(),
                ElementType.BFloat16 => MemoryMarshal.AsBytes<ushort>([.. floats.Select(static element => BFloat16Bits.Of((float)element))]).ToArray(),
                _ => MemoryMarshal.AsBytes<float>([.. floats.Select(static element => (float)element)]).ToArray(),
            };
        }

        long[] integers = [.. constant.Integers!];
        return constant.Type.SizeBytes() switch
        {
            1 => integers.Select(static element => unchecked((byte)element)).ToArray(),
            2 => MemoryMarshal.AsBytes<short>([.. integers.Select(static element => unchecked((short)element))]).ToArray(),
            4 => MemoryMarshal.AsBytes<int>([.. integers.Select(static element => unchecked((int)element))]).ToArray(),
            _ => MemoryMarshal.AsBytes<long>(integers).ToArray(),
        };
    }
}
