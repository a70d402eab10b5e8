using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Reductions; their axes became an input with opset 13 (ReduceSum) and 18 (the others).</summary>
internal static class ReductionRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        foreach (string type in (string[])["ReduceMean", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceSumSquare"])
        {
            rules[type] = static context => Reduce(context, null);
        }

        rules["ReduceSum"] = static context => Reduce(context, static values => values.Aggregate(0L, static (sum, value) => checked(sum + value)));
        rules["ReduceProd"] = static context => Reduce(context, static values => values.Aggregate(1L, static (product, value) => checked(product * value)));
        rules["ReduceMax"] = static context => Reduce(context, static values => values.Max());
        rules["ReduceMin"] = static context => Reduce(context, static values => values.Min());
        rules["ArgMax"] = ArgReduce;
        rules["ArgMin"] = ArgReduce;
    }

    private static void Reduce(OperatorContext context, Func<long[], long>? fold)
    {
        bool keepsAxes = context.Node.GetInt("keepdims", 1) != 0;
        if (!context.TryGetList("axes", 1, out long[]? axes))
        {
            context.Set(0, context.Type(0), keepsAxes && context.Shape(0) is { } open ? Dimension.UnknownOf(open.Length) : null);
            return;
        }

        if (axes is null or { Length: 0 } && context.Node.GetInt("noop_with_empty_axes", 0) != 0)
        {
            context.Set(0, context.Type(0), context.Shape(0), context.Constant(0));
            return;
        }

        long[]? shape = context.Shape(0) is { } input ? Remove(input, axes, keepsAxes) : null;
        ConstantTensor? folded = null;
        // Shape arithmetic reduces a whole vector, to count its elements.
        if (fold is not null && context.Shape(0) is { Length: 1 } && context.Integers(0) is { Length: > 0 } values && context.CanFold(shape, isFloat: false))
        {
            folded = ConstantTensor.Of(context.Type(0), shape!, [fold(values)]);
        }

        context.Set(0, context.Type(0), shape, folded);
    }

    private static void ArgReduce(OperatorContext context)
    {
        bool keepsAxes = context.Node.GetInt("keepdims", 1) != 0;
        long[]? shape = context.Shape(0) is { } input ? Remove(input, [context.Node.GetInt("axis", 0)], keepsAxes) : null;
        context.Set(0, ElementType.Int64, shape);
    }

    private static long[] Remove(long[] shape, long[]? axes, bool keepsAxes)
    {
        var isReduced = new bool[shape.Length];
        Array.Fill(isReduced, axes is null or { Length: 0 });
        foreach (long axis in axes ?? [])
        {
            isReduced[Dimension.Axis(axis, shape.Length)] = true;
        }

        var result = new List<long>(shape.Length);
        for (int i = 0; i < shape.Length; i++)
        {
            if (!isReduced[i] || keepsAxes)
            {
                result.Add(isReduced[i] ? 1 : shape[i]);
            }
        }

        return [.. result];
    }
}
