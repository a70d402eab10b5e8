using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Arithmetic of two or more tensors that broadcast.</summary>
internal static class ArithmeticLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Add"] = Add,
        ["Sub"] = static node => Binary(node, "Sub"),
        ["Mul"] = static node => Binary(node, "Mul"),
        ["Div"] = Div,
        ["Mod"] = Mod,
        ["Pow"] = Pow,
        ["Sum"] = static node => Join(node, "AddV2"),
        ["Mean"] = Mean,
        ["Min"] = static node => Join(node, "Minimum"),
        ["Max"] = static node => Join(node, "Maximum"),
    };

    private static void Binary(LoweringNode node, string op)
    {
        Operands operands = node.Broadcast(0, 1);
        node.Set(0, node.Apply(op, node.KnownType(0), operands.Tensors), operands.Layout);
    }

    // TensorFlow joins a product of matrices or a convolution and the bias that is added to it. It takes other constants of that many elements for one, too, and
    // then wants a vector: so every such sum is one.
    private static void Add(LoweringNode node)
    {
        if (!TryAddBias(node, 0, 1) && !TryAddBias(node, 1, 0))
        {
            Binary(node, "AddV2");
        }
    }

    private static bool TryAddBias(LoweringNode node, int input, int bias)
    {
        Layout layout = node.LayoutOf(input);
        if (!node.IsFloat(0) || ChannelBias.Find(node, bias, node.FindDimensions(input), layout) is not { } vector)
        {
            return false;
        }

        node.Set(0, node.Apply("BiasAdd", node.KnownType(0), node.Input(input, layout), vector), layout);
        return true;
    }

    private static void Div(LoweringNode node)
    {
        // Integers are divided towards zero, as in C.
        Binary(node, node.IsFloat(0) ? "RealDiv" : "TruncateDiv");
    }

    private static void Mod(LoweringNode node)
    {
        ElementType type = node.KnownType(0);
        bool isTruncated = node.Proto.GetInt("fmod", 0) != 0;
        if (!isTruncated && type.IsFloat())
        {
            throw node.NotLowered("floats need fmod=1");
        }

        // Both rounding directions are the same for numbers without a sign; the operator that truncates has kernels of few types.
        bool isUnsigned = type is ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64;
        if (!isTruncated || isUnsigned)
        {
            Binary(node, "FloorMod");
            return;
        }

        ElementType wide = type switch
        {
            ElementType.Float16 or ElementType.BFloat16 => ElementType.Float32,
            ElementType.Int8 or ElementType.Int16 => ElementType.Int32,
            _ => type,
        };
        Operands operands = node.Broadcast(0, 1);
        string result = node.Apply("TruncateMod", wide, operands.Tensors.Select(tensor => node.Cast(tensor, type, wide)));
        node.Set(0, node.Cast(result, wide, type), operands.Layout);
    }

    private static void Pow(LoweringNode node)
    {
        ElementType type = node.KnownType(0);
        Operands operands = node.Broadcast(0, 1);
        if (type.IsFloat() && node.FindFloats(1) is [2.0] && node.Rank(1) <= node.Rank(0))
        {
            node.Set(0, node.Apply("Square", type, operands.Tensors[0]), operands.Layout);
            return;
        }

        // Exponents of a wider type do not widen the result. Powers of integers go through float64, as in engines whose standard library knows no others: 2 to the
        // -1 is 0, not an error.
        ElementType exponent = node.KnownType(1);
        ElementType wide = !type.IsFloat() || exponent is ElementType.Float64 ? ElementType.Float64
            : exponent.IsFloat() && exponent != type ? ElementType.Float32 : type;
        wide = type is ElementType.Float64 ? type : wide;
        string power = node.Apply("Pow", wide, node.Cast(operands.Tensors[0], type, wide), node.Cast(operands.Tensors[1], exponent, wide));
        node.Set(0, node.Cast(power, wide, type), operands.Layout);
    }

    private static void Mean(LoweringNode node)
    {
        (string sum, Layout layout) = Joined(node, "AddV2");
        ElementType type = node.KnownType(0);
        node.Set(0, node.InputCount == 1 ? sum : node.Apply("RealDiv", type, sum, node.Scalar(type, node.InputCount)), layout);
    }

    private static void Join(LoweringNode node, string op)
    {
        (string result, Layout layout) = Joined(node, op);
        node.Set(0, result, layout);
    }

    private static (string Tensor, Layout Layout) Joined(LoweringNode node, string op)
    {
        Operands operands = node.Broadcast([.. Enumerable.Range(0, node.InputCount)]);
        return (operands.Tensors.Aggregate((left, right) => node.Apply(op, node.KnownType(0), left, right)), operands.Layout);
    }
}
