using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>The greatest elements of an axis, and positions as vectors of zeros with a one.</summary>
internal static class RankingRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["TopK"] = TopK;
        rules["OneHot"] = OneHot;
    }

    // An attribute until opset 9, an input since.
    private static void TopK(OperatorContext context)
    {
        long count = context.Has(1)
            ? context.Integers(1) is [long known] ? known : Dimension.Unknown
            : context.Node.GetInt("k", Dimension.Unknown);
        long[]? shape = null;
        if (context.Shape(0) is { } input)
        {
            shape = [.. input];
            shape[Dimension.Axis(context.Node.GetInt("axis", -1), input.Length)] = count;
        }

        context.Set(0, context.Type(0), shape);
        context.Set(1, ElementType.Int64, shape);
    }

    private static void OneHot(OperatorContext context)
    {
        // The depth may be a float.
        long depth = context.Constant(1) is { IsComplete: true, Count: 1 } constant ? (long)(constant.Integers?[0] ?? constant.Floats![0]) : Dimension.Unknown;
        long[]? shape = null;
        if (context.Shape(0) is { } indices)
        {
            int axis = Dimension.Axis(context.Node.GetInt("axis", -1), indices.Length + 1);
            shape = [.. indices[..axis], depth, .. indices[axis..]];
        }

        context.Set(0, context.Type(2), shape);
    }
}
