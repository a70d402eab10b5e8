using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Counting;

/// <summary>Which inputs of an operator hold trained weights.</summary>
internal static class WeightRoles
{
    private static readonly int[] s_none = [];
    private static readonly int[] s_first = [0];

    // A single number is a weight here; anywhere else it is a bound, an epsilon or a factor.
    private static readonly Dictionary<string, int[]> s_parameters = new(StringComparer.Ordinal)
    {
        ["Conv"] = [1, 2],
        ["ConvTranspose"] = [1, 2],
        ["Gemm"] = [0, 1, 2],
        ["MatMul"] = [0, 1],
        // Mean and variance (3 and 4) are statistics, not trained.
        ["BatchNormalization"] = [1, 2],
        ["LayerNormalization"] = [1, 2],
        ["InstanceNormalization"] = [1, 2],
        ["GroupNormalization"] = [1, 2],
        ["PRelu"] = [1],
    };

    private static readonly HashSet<string> s_combining = new(["Add", "Sub", "Mul", "Div", "Sum", "Concat"], StringComparer.Ordinal);

    // Embeddings are gathered; class tokens and position embeddings are cut, repeated or resized to the input's size.
    private static readonly HashSet<string> s_moving = new(
        ["Gather", "GatherND", "GatherElements", "Expand", "Tile", "Slice", "Reshape", "Resize", "Pad", "Unsqueeze", "Squeeze", "Split",
            "Transpose", "Flatten", "Identity", "Cast", "QuantizeLinear", "DequantizeLinear"], StringComparer.Ordinal);

    private static readonly HashSet<string> s_computing = new(
        ["Neg", "Exp", "Sqrt", "Abs", "Sigmoid", "Tanh", "Relu", "Softmax", "Clip", "Pow", "ReduceSum", "ReduceMean", "ReduceL2"], StringComparer.Ordinal);

    /// <summary>Inputs of a node on the way of the data that hold weights whatever their size.</summary>
    /// <param name="node">The node.</param>
    public static int[] Parameters(NodeProto node)
    {
        return IsStandard(node) ? s_parameters.GetValueOrDefault(node.OpType, s_none) : s_none;
    }

    /// <summary>Inputs of a node on the way of the data that hold weights when they are more than one number.</summary>
    /// <param name="node">The node.</param>
    public static int[] Operands(NodeProto node)
    {
        return !IsStandard(node) ? s_none
            : s_combining.Contains(node.OpType) ? AllInputs(node)
            : s_moving.Contains(node.OpType) ? s_first
            : s_none;
    }

    /// <summary>Inputs from which weights come when a node computes a weight from constants (a transposed, dequantized or normalized one).</summary>
    /// <param name="node">The node.</param>
    public static int[] Sources(NodeProto node)
    {
        return s_combining.Contains(node.OpType) || node.OpType is "MatMul" or "Gemm" ? AllInputs(node)
            : s_moving.Contains(node.OpType) || s_computing.Contains(node.OpType) ? s_first
            : s_none;
    }

    /// <summary>Whether a node only moves elements or changes their type, so that a single number stays what it is.</summary>
    /// <param name="node">The node.</param>
    public static bool IsMoving(NodeProto node)
    {
        return s_moving.Contains(node.OpType);
    }

    /// <summary>Whether a node scales or shifts.</summary>
    /// <param name="node">The node.</param>
    public static bool IsArithmetic(NodeProto node)
    {
        return node.OpType is "Add" or "Sub" or "Mul" or "Div";
    }

    private static bool IsStandard(NodeProto node)
    {
        return node.Domain is "" or "ai.onnx" || node.OpType is "QuantizeLinear" or "DequantizeLinear";
    }

    private static int[] AllInputs(NodeProto node)
    {
        return [.. Enumerable.Range(0, node.Input.Count)];
    }
}
