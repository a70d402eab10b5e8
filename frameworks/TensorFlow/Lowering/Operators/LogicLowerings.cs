using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Comparisons, and logic of booleans and bits.</summary>
internal static class LogicLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Equal"] = Binary("Equal"),
        ["Greater"] = Binary("Greater"),
        ["GreaterOrEqual"] = Binary("GreaterEqual"),
        ["Less"] = Binary("Less"),
        ["LessOrEqual"] = Binary("LessEqual"),
        ["And"] = Logical("LogicalAnd"),
        ["Or"] = Logical("LogicalOr"),
        ["Xor"] = Binary("NotEqual"),
        ["Not"] = Not,
        ["BitwiseAnd"] = Binary("BitwiseAnd"),
        ["BitwiseOr"] = Binary("BitwiseOr"),
        ["BitwiseXor"] = Binary("BitwiseXor"),
        ["BitwiseNot"] = static node => UnaryLowerings.Map(node, "Invert"),
        ["BitShift"] = BitShift,
        ["Where"] = Where,
    };

    private static OperatorLowering Binary(string op)
    {
        return node => SetBinary(node, op);
    }

    private static OperatorLowering Logical(string op)
    {
        return node =>
        {
            Operands operands = node.Broadcast(0, 1);
            node.Set(0, node.Let(op, operands.Tensors), operands.Layout);
        };
    }

    private static void SetBinary(LoweringNode node, string op)
    {
        Operands operands = node.Broadcast(0, 1);
        node.Set(0, node.Apply(op, node.KnownType(0), operands.Tensors), operands.Layout);
    }

    private static void Not(LoweringNode node)
    {
        UnaryLowerings.Map(node, (input, _) => node.Let("LogicalNot", [input]));
    }

    private static void BitShift(LoweringNode node)
    {
        SetBinary(node, node.Proto.GetText("direction", "") switch
        {
            "LEFT" => "LeftShift",
            "RIGHT" => "RightShift",
            var other => throw node.NotLowered($"its direction is {OneLine.Quote(other)}"),
        });
    }

    private static void Where(LoweringNode node)
    {
        Operands operands = node.Broadcast(0, 1, 2);
        node.Set(0, node.Apply("SelectV2", node.KnownType(1), operands.Tensors), operands.Layout);
    }
}
