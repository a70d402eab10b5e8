using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Comparisons, and logic of booleans and bits.</summary>
internal static class LogicLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Equal"] = Binary("eq"),
        ["Greater"] = Binary("gt"),
        ["GreaterOrEqual"] = Binary("ge"),
        ["Less"] = Binary("lt"),
        ["LessOrEqual"] = Binary("le"),
        ["And"] = Binary("logical_and"),
        ["Or"] = Binary("logical_or"),
        ["Xor"] = Binary("logical_xor"),
        ["Not"] = static node => node.Set(0, $"torch.logical_not({node.Input(0)})"),
        ["BitwiseAnd"] = Binary("bitwise_and"),
        ["BitwiseOr"] = Binary("bitwise_or"),
        ["BitwiseXor"] = Binary("bitwise_xor"),
        ["BitwiseNot"] = static node => node.Set(0, $"torch.bitwise_not({node.Input(0)})"),
        ["BitShift"] = BitShift,
    };

    private static OperatorLowering Binary(string function)
    {
        return node => node.Set(0, $"torch.{function}({node.Input(0)}, {node.Input(1)})");
    }

    private static void BitShift(LoweringNode node)
    {
        string direction = node.Proto.GetText("direction", "") switch
        {
            "LEFT" => "left",
            "RIGHT" => "right",
            var other => throw node.NotLowered($"its direction is {OneLine.Quote(other)}"),
        };
        node.Set(0, $"torch.bitwise_{direction}_shift({node.Input(0)}, {node.Input(1)})");
    }
}
