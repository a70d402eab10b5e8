using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes;

/// <summary>What a file itself says of its values (inputs, outputs, <c>value_info</c>), with its named dimensions bound to the shapes that were given.</summary>
internal sealed class DeclaredShapes
{
    private readonly Dictionary<string, TypeProto.Types.Tensor> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _bound = new(StringComparer.Ordinal);

    /// <summary>Collects what a graph says.</summary>
    /// <param name="graph">The graph.</param>
    public DeclaredShapes(GraphProto graph)
    {
        foreach (ValueInfoProto value in graph.ValueInfo.Concat(graph.Output).Concat(graph.Input))
        {
            if (value.Type?.TensorType is { } type)
            {
                _types[value.Name] = type;
            }
        }
    }

    /// <summary>Binds the named dimensions of an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="shape">Its concrete shape.</param>
    public void Bind(ValueInfoProto input, long[] shape)
    {
        TensorShapeProto? declared = input.Type?.TensorType?.Shape;
        if (declared is null || declared.Dim.Count != shape.Length)
        {
            return;
        }

        for (int i = 0; i < shape.Length; i++)
        {
            if (declared.Dim[i].DimParam.Length > 0)
            {
                _bound.TryAdd(declared.Dim[i].DimParam, shape[i]);
            }
        }
    }

    /// <summary>The declared type; undefined when there is none.</summary>
    /// <param name="name">The value's name.</param>
    public ElementType Type(string name)
    {
        return _types.TryGetValue(name, out TypeProto.Types.Tensor? type) ? (ElementType)type.ElemType : ElementType.Undefined;
    }

    /// <summary>The declared shape with bound dimensions; null when there is none.</summary>
    /// <param name="name">The value's name.</param>
    public long[]? Shape(string name)
    {
        return _types.TryGetValue(name, out TypeProto.Types.Tensor? type) && type.Shape is { Dim.Count: <= Dimension.MaxRank }
            ? [.. type.Shape.Dim.Select(dimension => Resolve(dimension))]
            : null;
    }

    /// <summary>Fills what a rule left open from what the file says; what the rule found stays.</summary>
    /// <param name="name">The value's name.</param>
    /// <param name="found">What the rule found; null for nothing.</param>
    public ValueFacts Complete(string name, ValueFacts? found)
    {
        if (found is { IsConcrete: true } && found.Type != ElementType.Undefined)
        {
            return found;
        }

        long[]? declared = Shape(name);
        ElementType type = found is null || found.Type == ElementType.Undefined ? Type(name) : found.Type;
        long[]? shape = found?.Dimensions;
        if (shape is not null && declared is not null && shape.Length == declared.Length)
        {
            declared = [.. shape.Zip(declared, static (inferred, said) => inferred >= 0 ? inferred : said)];
        }
        else if (shape is not null)
        {
            declared = shape;
        }

        return new ValueFacts(type, declared, found?.Constant);
    }

    private long Resolve(TensorShapeProto.Types.Dimension dimension)
    {
        return dimension.ValueCase switch
        {
            TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue => Math.Max(dimension.DimValue, Dimension.Unknown),
            TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam => _bound.GetValueOrDefault(dimension.DimParam, Dimension.Unknown),
            _ => Dimension.Unknown,
        };
    }
}
