using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>How a program names the values of a graph: inputs and results of nodes as locals, constants as parameters.</summary>
internal sealed class ProgramValues
{
    private readonly OnnxModel _model;
    private readonly GraphShapes _shapes;
    private readonly Identifiers _identifiers = new();
    private readonly Dictionary<string, TensorProto> _tensors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _locals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parameterOfValue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TorchParameter> _parameters = new(StringComparer.Ordinal);

    /// <summary>The values of a graph.</summary>
    /// <param name="model">The model without function calls.</param>
    /// <param name="shapes">What is known of its values.</param>
    public ProgramValues(OnnxModel model, GraphShapes shapes)
    {
        _model = model;
        _shapes = shapes;
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
        }
    }

    /// <summary>Names an input of the model.</summary>
    public string AddInput(string name)
    {
        _inputs.Add(name);
        return _locals[name] = _identifiers.New(name);
    }

    /// <summary>Names the result of a node.</summary>
    public string AddResult(string name, bool isPrepared)
    {
        string local = _identifiers.New(name);
        (isPrepared ? _prepared : _locals)[name] = local;
        return local;
    }

    /// <summary>A new local that stands for no value of the graph.</summary>
    public string NewLocal(string hint)
    {
        return _identifiers.New(hint);
    }

    /// <summary>Whether the elements of a value are known here: an initializer, a Constant, or folded by shape inference.</summary>
    public bool IsConstant(string name)
    {
        return !_inputs.Contains(name) && (_tensors.ContainsKey(name) || _shapes[name].Constant is { IsComplete: true });
    }

    /// <summary>Whether a value is computed once, from constants.</summary>
    public bool IsPrepared(string name)
    {
        return _prepared.ContainsKey(name);
    }

    /// <summary>The expression for a value.</summary>
    /// <exception cref="InvalidOperationException">The value is no tensor that a program can hold.</exception>
    public string Reference(string name, bool isPrepared)
    {
        if (_locals.TryGetValue(name, out string? local))
        {
            return local;
        }

        if (_prepared.TryGetValue(name, out string? prepared))
        {
            return isPrepared ? prepared : "self." + prepared;
        }

        if (!_parameterOfValue.TryGetValue(name, out string? parameter))
        {
            parameter = AddConstant(name);
            _parameterOfValue[name] = parameter;
        }

        return "self." + parameter;
    }

    /// <summary>A new constant.</summary>
    /// <returns>Its expression, <c>self.NAME</c>.</returns>
    public string AddParameter(string hint, ElementType type, IReadOnlyList<long> shape, Func<ReadOnlyMemory<byte>> read)
    {
        string name = _identifiers.New(hint);
        _parameters.Add(name, new TorchParameter(name, type, shape, read));
        return "self." + name;
    }

    /// <summary>The elements of a constant as floats; null when the value is no constant.</summary>
    public double[]? FindFloats(string name)
    {
        if (_shapes[name].Constant is { IsComplete: true } constant)
        {
            return [.. constant.Floats ?? [.. constant.Integers!.Select(static element => (double)element)]];
        }

        return _tensors.TryGetValue(name, out TensorProto? tensor) && !_inputs.Contains(name) && ScalarTypes.Find((ElementType)tensor.DataType) is not null
            ? [.. TensorReader.ReadFloats(_model, tensor).Select(static element => (double)element)]
            : null;
    }

    /// <summary>The elements of an integer constant; null when the value is no constant of integers.</summary>
    public long[]? FindIntegers(string name)
    {
        if (_shapes[name].Constant is { IsComplete: true } constant)
        {
            return constant.Integers?.ToArray();
        }

        return _tensors.TryGetValue(name, out TensorProto? tensor) && !_inputs.Contains(name)
            && ScalarTypes.Find((ElementType)tensor.DataType) is not null && !IsFloat((ElementType)tensor.DataType)
            ? TensorReader.ReadInt64s(_model, tensor)
            : null;
    }

    /// <summary>The prepared values that statements or results name.</summary>
    public IReadOnlyList<string> PreparedNamesIn(IReadOnlyList<TorchStatement> statements, IReadOnlyList<string> results)
    {
        HashSet<string> used = DeadCode.MembersIn([.. statements.Select(static statement => statement.Expression), .. results]);
        return [.. _prepared.Values.Where(used.Contains)];
    }

    /// <summary>The parameters that statements or results name, in the order in which they were made.</summary>
    public IReadOnlyList<TorchParameter> ParametersIn(IReadOnlyList<TorchStatement> statements, IReadOnlyList<string> results)
    {
        HashSet<string> used = DeadCode.MembersIn([.. statements.Select(static statement => statement.Expression), .. results]);
        return [.. _parameters.Values.Where(parameter => used.Contains(parameter.Name))];
    }

    private static bool IsFloat(ElementType type)
    {
        return type is ElementType.Float32 or ElementType.Float64 or ElementType.Float16 or ElementType.BFloat16;
    }

    private string AddConstant(string name)
    {
        string identifier = _identifiers.New(name);
        if (_tensors.TryGetValue(name, out TensorProto? tensor))
        {
            // ONNX's numbers of data types are those of ElementType.
            var type = (ElementType)tensor.DataType;
            if (ScalarTypes.Find(type) is null)
            {
                throw new InvalidOperationException($"constant {OneLine.Quote(name)} is of {type.ToName()}, for which libtorch has no type");
            }

            _parameters.Add(identifier, new TorchParameter(identifier, type, [.. tensor.Dims], () => TensorReader.ReadBytes(_model, tensor)));
            return identifier;
        }

        ConstantTensor constant = _shapes[name].Constant ?? throw new InvalidOperationException($"nothing computes {OneLine.Quote(name)}");
        if (ScalarTypes.Find(constant.Type) is null)
        {
            throw new InvalidOperationException($"{OneLine.Quote(name)} is of {constant.Type.ToName()}, for which libtorch has no type");
        }

        _parameters.Add(identifier, new TorchParameter(identifier, constant.Type, constant.Shape, () => Bytes(constant)));
        return identifier;
    }

    private static ReadOnlyMemory<byte> Bytes(ConstantTensor constant)
    {
        if (constant.Floats is { } floats)
        {
            return constant.Type switch
            {
                ElementType.Float64 => MemoryMarshal.AsBytes<double>([.. floats]).ToArray(),
                ElementType.Float16 => MemoryMarshal.AsBytes<Half>([.. floats.Select(static element => (Half)element)]).ToArray(),
                ElementType.BFloat16 => MemoryMarshal.AsBytes<ushort>([.. floats.Select(static element => BFloat16((float)element))]).ToArray(),
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

    // Rounds half to even, as every engine does; a NaN keeps a set bit.
    private static ushort BFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)0x7FC0 : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
