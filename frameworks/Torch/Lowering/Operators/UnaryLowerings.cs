using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Functions of one tensor, element by element.</summary>
internal static class UnaryLowerings
{
    // ONNX's name in lower case is libtorch's.
    private static readonly string[] s_sameName =
    [
        "Abs", "Neg", "Floor", "Ceil", "Round", "Sqrt", "Reciprocal", "Exp", "Log", "Erf", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan",
        "Sinh", "Cosh", "Asinh", "Acosh", "Atanh", "Tanh", "Sigmoid", "Relu", "IsNaN",
    ];

    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = Build();

    private static Dictionary<string, OperatorLowering> Build()
    {
        var operators = new Dictionary<string, OperatorLowering> { ["IsInf"] = IsInf, ["Sign"] = Sign };
        foreach (string name in s_sameName)
        {
            string function = name.ToLowerInvariant();
            operators[name] = node => node.Set(0, $"torch.{function}({node.Input(0)})");
        }

        return operators;
    }

    private static void Sign(LoweringNode node)
    {
        // libtorch's sign of NaN is 0.
        string sign = $"torch.sign({node.Input(0)})";
        node.Set(0, node.IsFloat(0) ? $"torch.where(torch.isnan({node.Input(0)}), {node.Input(0)}, {node.Let(sign)})" : sign);
    }

    private static void IsInf(LoweringNode node)
    {
        bool findsNegative = node.Proto.GetInt("detect_negative", 1) != 0;
        bool findsPositive = node.Proto.GetInt("detect_positive", 1) != 0;
        node.Set(0, (findsNegative, findsPositive) switch
        {
            (true, true) => $"torch.isinf({node.Input(0)})",
            (true, false) => $"torch.isneginf({node.Input(0)})",
            (false, true) => $"torch.isposinf({node.Input(0)})",
            _ => $"torch.zeros_like({node.Input(0)}, dtype=11)",
        });
    }
}
