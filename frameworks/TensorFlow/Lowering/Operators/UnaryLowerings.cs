using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Functions of one tensor, element by element; they keep its layout.</summary>
internal static class UnaryLowerings
{
    // ONNX's name is TensorFlow's.
    private static readonly string[] s_sameName =
    [
        "Floor", "Ceil", "Round", "Sqrt", "Reciprocal", "Exp", "Log", "Erf", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan",
        "Sinh", "Cosh", "Asinh", "Acosh", "Atanh", "Tanh", "Sigmoid", "Relu",
    ];

    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = Build();

    /// <summary>Sets the output to one operator of the input.</summary>
    public static void Map(LoweringNode node, string op)
    {
        Map(node, (input, type) => node.Apply(op, type, input));
    }

    /// <summary>Sets the output to nodes that keep the input's axes.</summary>
    /// <param name="node">The node.</param>
    /// <param name="function">From the input and its element type to the output.</param>
    public static void Map(LoweringNode node, Func<string, ElementType, string> function)
    {
        Layout layout = node.LayoutOf(0);
        node.Set(0, function(node.Input(0, layout), node.KnownType(0)), layout);
    }

    private static Dictionary<string, OperatorLowering> Build()
    {
        var operators = new Dictionary<string, OperatorLowering>
        {
            ["Abs"] = static node => Signed(node, "Abs", static (input, _) => input),
            ["Neg"] = static node => Map(node, "Neg"),
            ["Sign"] = Sign,
            ["IsNaN"] = static node => Map(node, "IsNan"),
            ["IsInf"] = IsInf,
        };
        foreach (string name in s_sameName)
        {
            operators[name] = node => Map(node, name);
        }

        return operators;
    }

    // Operators without kernels for types that have no sign.
    private static void Signed(LoweringNode node, string op, Func<string, ElementType, string> unsigned)
    {
        Map(node, (input, type) => type is ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64
            ? unsigned(input, type)
            : node.Apply(op, type, input));
    }

    private static void Sign(LoweringNode node)
    {
        Signed(node, "Sign", (input, type) => node.Apply("Minimum", type, input, node.Scalar(type, 1)));
    }

    private static void IsInf(LoweringNode node)
    {
        bool findsNegative = node.Proto.GetInt("detect_negative", 1) != 0;
        bool findsPositive = node.Proto.GetInt("detect_positive", 1) != 0;
        if (findsNegative && findsPositive)
        {
            Map(node, "IsInf");
            return;
        }

        // No number lies beyond itself: where neither is looked for, nothing is found.
        Map(node, (input, type) => findsNegative || findsPositive
            ? node.Apply("Equal", type, input, node.Scalar(type, findsPositive ? double.PositiveInfinity : double.NegativeInfinity))
            : node.Apply("Greater", type, input, input));
    }
}
