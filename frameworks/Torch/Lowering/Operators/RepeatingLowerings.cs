using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Operators that repeat elements, and those that make tensors from shapes and scalars.</summary>
internal static class RepeatingLowerings
{
    private const int MaxRange = 1 << 24;

    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Expand"] = Expand,
        ["Tile"] = Tile,
        ["Constant"] = static node => throw node.NotLowered("its value is no dense tensor of numbers"),
        ["ConstantOfShape"] = ConstantOfShape,
        ["Shape"] = Shape,
        ["Size"] = static node => node.Set(0, node.Longs("size", [], [node.Shape(0).Aggregate(1L, static (product, size) => checked(product * size))])),
        ["Range"] = Range,
        ["EyeLike"] = EyeLike,
    };

    private static void Expand(LoweringNode node)
    {
        long[] wanted = node.FindIntegers(1) ?? throw node.NotLowered("its shape depends on the data");
        int rank = Math.Max(node.Rank(0), wanted.Length);
        var shape = new string[rank];
        for (int i = 0; i < rank; i++)
        {
            int own = i - (rank - node.Rank(0));
            int other = i - (rank - wanted.Length);
            // A 1 among the wanted keeps what is there.
            shape[i] = other >= 0 && (own < 0 || wanted[other] != 1) ? TorchText.Whole(wanted[other]) : node.Size(0, own);
        }

        node.Set(0, $"{node.Input(0)}.expand([{string.Join(", ", shape)}])");
    }

    private static void Tile(LoweringNode node)
    {
        long[] repeats = node.FindIntegers(1) ?? throw node.NotLowered("its repeats depend on the data");
        bool isExpanded = node.FindShape(0) is { } input && input.Length == repeats.Length && Enumerable.Range(0, repeats.Length).All(i => repeats[i] == 1 || input[i] == 1);
        node.Set(0, isExpanded
            ? $"{node.Input(0)}.expand({TorchText.List(repeats.Zip(node.Shape(0), static (times, size) => times * size))})"
            : $"{node.Input(0)}.repeat({TorchText.List(repeats)})");
    }

    private static void ConstantOfShape(LoweringNode node)
    {
        long[] shape = node.FindIntegers(0) ?? throw node.NotLowered("its shape depends on the data");
        string value = node.Proto.GetTensor("value") is { } tensor ? node.Tensor("value", tensor) : node.Floats("value", [1], [0f]);
        node.Set(0, $"{value}.reshape([]).expand({TorchText.List(shape)})");
    }

    private static void Shape(LoweringNode node)
    {
        long[] shape = node.Shape(0);
        int start = Cut(node.Proto.GetInt("start", 0), shape.Length);
        int end = Cut(node.Proto.GetInt("end", shape.Length), shape.Length);
        long[] part = end > start ? shape[start..end] : [];
        node.Set(0, node.Longs("shape", [part.Length], part));
    }

    private static int Cut(long index, int rank)
    {
        return (int)Math.Clamp(index < 0 ? index + rank : index, 0, rank);
    }

    private static void Range(LoweringNode node)
    {
        int type = node.TorchType(node.Type(0));
        if (node.FindFloats(0) is not [double start] || node.FindFloats(1) is not [double limit] || node.FindFloats(2) is not [double step])
        {
            string[] numbers = [.. Enumerable.Range(0, 3).Select(node.Input)];
            node.Set(0, $"torch.arange({string.Join(", ", numbers.Select(static number => number + ".item()"))}, dtype={type}, device={numbers[0]}.device)");
            return;
        }

        double count = Math.Max(Math.Ceiling((limit - start) / step), 0);
        if (!(count <= MaxRange))
        {
            throw node.NotLowered($"a range of more than {MaxRange} elements");
        }

        double[] values = [.. Enumerable.Range(0, (int)count).Select(i => start + (i * step))];
        node.Set(0, node.Type(0) is ElementType.Float32
            ? node.Floats("range", [values.Length], Array.ConvertAll(values, static value => (float)value))
            : node.Type(0) is ElementType.Int64 or ElementType.Int32 or ElementType.Int16
            ? $"{node.Longs("range", [values.Length], Array.ConvertAll(values, static value => (long)value))}.to({type})"
            : throw node.NotLowered($"a range of {node.Type(0).ToName()}"));
    }

    private static void EyeLike(LoweringNode node)
    {
        long[] shape = node.Shape(0);
        long shift = node.Proto.GetInt("k", 0);
        var type = (ElementType)node.Proto.GetInt("dtype", (long)node.Type(0));
        long[] elements = new long[checked(shape[0] * shape[1])];
        for (long row = Math.Max(0, -shift); row < shape[0] && row + shift < shape[1]; row++)
        {
            elements[(row * shape[1]) + row + shift] = 1;
        }

        node.Set(0, $"{node.Longs("eye", shape, elements)}.to({node.TorchType(type)})");
    }
}
