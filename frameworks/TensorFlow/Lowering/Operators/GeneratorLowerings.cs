using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Operators that make tensors from shapes and scalars.</summary>
internal static class GeneratorLowerings
{
    private const int MaxRange = 1 << 24;

    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Constant"] = static node => throw node.NotLowered("its value is no dense tensor of numbers"),
        ["ConstantOfShape"] = ConstantOfShape,
        ["Shape"] = Shape,
        ["Size"] = static node => node.Set(0, node.Longs([], [node.Shape(0).Aggregate(1L, static (product, size) => checked(product * size))])),
        ["Range"] = Range,
        ["EyeLike"] = EyeLike,
    };

    private static void ConstantOfShape(LoweringNode node)
    {
        long[] shape = node.FindIntegers(0) ?? throw node.NotLowered("its shape depends on the data");
        TensorProto? tensor = node.Proto.GetTensor("value");
        ElementType type = tensor is null ? ElementType.Float32 : (ElementType)tensor.DataType;
        string value = tensor is null ? node.Scalar(type, 0) : node.Reshape(node.Tensor(tensor), type);
        node.Set(0, node.Let("Fill", [node.Ints(shape), value], Attr.Type("T", type), Attr.Type("index_type", ElementType.Int32)));
    }

    private static void Shape(LoweringNode node)
    {
        long[] shape = node.Shape(0);
        int start = Cut(node.Proto.GetInt("start", 0), shape.Length);
        int end = Cut(node.Proto.GetInt("end", shape.Length), shape.Length);
        long[] part = end > start ? shape[start..end] : [];
        node.Set(0, node.Longs([part.Length], part));
    }

    private static int Cut(long index, int rank)
    {
        return (int)Math.Clamp(index < 0 ? index + rank : index, 0, rank);
    }

    private static void Range(LoweringNode node)
    {
        ElementType type = node.KnownType(0);
        if (node.FindFloats(0) is not [double start] || node.FindFloats(1) is not [double limit] || node.FindFloats(2) is not [double step])
        {
            ElementType wide = type is ElementType.Int16 ? ElementType.Int32 : type;
            string[] numbers = [.. Enumerable.Range(0, 3).Select(input => node.Cast(node.Input(input), type, wide))];
            node.Set(0, node.Cast(node.Let("Range", numbers, Attr.Type("Tidx", wide)), wide, type));
            return;
        }

        double count = Math.Max(Math.Ceiling((limit - start) / step), 0);
        if (!(count <= MaxRange))
        {
            throw node.NotLowered($"a range of more than {MaxRange} elements");
        }

        double[] values = [.. Enumerable.Range(0, (int)count).Select(i => start + (i * step))];
        node.Set(0, type is ElementType.Float32 or ElementType.Int64 or ElementType.Int32 or ElementType.Int16
            ? node.Numbers(type, [values.Length], values)
            : throw node.NotLowered($"a range of {type.ToName()}"));
    }

    private static void EyeLike(LoweringNode node)
    {
        long[] shape = node.Shape(0);
        long shift = node.Proto.GetInt("k", 0);
        var type = (ElementType)node.Proto.GetInt("dtype", (long)node.Type(0));
        double[] elements = new double[checked(shape[0] * shape[1])];
        for (long row = Math.Max(0, -shift); row < shape[0] && row + shift < shape[1]; row++)
        {
            elements[(row * shape[1]) + row + shift] = 1;
        }

        node.Set(0, node.Numbers(type, shape, elements));
    }
}
