using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>MatMul as numpy does it, and Gemm.</summary>
internal static class MatrixRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["MatMul"] = MatMul;
        rules["Gemm"] = Gemm;
    }

    private static void MatMul(OperatorContext context)
    {
        context.Set(0, context.Type(0), Multiply(context.Shape(0), context.Shape(1)));
    }

    private static long[]? Multiply(long[]? left, long[]? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        if (left.Length == 0 || right.Length == 0)
        {
            throw new ShapeException("a scalar factor");
        }

        long inner = right.Length == 1 ? right[0] : right[^2];
        if (left[^1] >= 0 && inner >= 0 && left[^1] != inner)
        {
            throw new ShapeException($"inner dimensions {left[^1]} and {inner}");
        }

        // A vector is a matrix with one row (left) or one column (right), which the result does not have.
        long[] batch = Dimension.Broadcast(left[..Math.Max(0, left.Length - 2)], right[..Math.Max(0, right.Length - 2)])!;
        long[] rows = left.Length > 1 ? [left[^2]] : [];
        long[] columns = right.Length > 1 ? [right[^1]] : [];
        return [.. batch, .. rows, .. columns];
    }

    private static void Gemm(OperatorContext context)
    {
        long[]? left = context.Shape(0);
        long[]? right = context.Shape(1);
        if (left is { Length: not 2 } || right is { Length: not 2 })
        {
            throw new ShapeException($"factors with {left?.Length} and {right?.Length} dimensions");
        }

        bool isLeftTransposed = context.Node.GetInt("transA", 0) != 0;
        bool isRightTransposed = context.Node.GetInt("transB", 0) != 0;
        long leftInner = left?[isLeftTransposed ? 0 : 1] ?? Dimension.Unknown;
        long rightInner = right?[isRightTransposed ? 1 : 0] ?? Dimension.Unknown;
        if (leftInner >= 0 && rightInner >= 0 && leftInner != rightInner)
        {
            throw new ShapeException($"inner dimensions {leftInner} and {rightInner}");
        }

        long rows = left?[isLeftTransposed ? 1 : 0] ?? Dimension.Unknown;
        long columns = right?[isRightTransposed ? 0 : 1] ?? Dimension.Unknown;
        context.Set(0, context.Type(0), [rows, columns]);
    }
}
