namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Expand and Tile.</summary>
internal static class RepeatingRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["Expand"] = Expand;
        rules["Tile"] = Tile;
    }

    private static void Expand(OperatorContext context)
    {
        long[]? wanted = (long[]?)context.Constant(1)?.Integers;
        if (wanted is null)
        {
            context.Set(0, context.Type(0), UnknownResult(context));
            return;
        }

        long[] target = Array.ConvertAll(wanted, static value => value == ConstantTensor.Unknown ? Dimension.Unknown
            : value >= 0 ? value
            : throw new ShapeException($"dimension {value}"));
        long[]? shape = Dimension.Broadcast(context.Shape(0), target);
        ConstantTensor? folded = null;
        if (context.Constant(0) is { } constant && context.CanFold(shape, constant.Floats is not null))
        {
            folded = constant.Pick(shape!, IndexMap.Broadcast(constant.Shape, shape!));
        }

        context.Set(0, context.Type(0), shape, folded);
    }

    private static long[]? UnknownResult(OperatorContext context)
    {
        return context.Shape(1) is [>= 0 and <= Dimension.MaxRank and long rank] && context.Shape(0) is { } input
            ? Dimension.UnknownOf(Math.Max((int)rank, input.Length))
            : null;
    }

    private static void Tile(OperatorContext context)
    {
        if (context.Shape(0) is not { } input || context.Integers(1) is not { } repeats)
        {
            context.Set(0, context.Type(0), context.Shape(0) is { } open ? Dimension.UnknownOf(open.Length) : null);
            return;
        }

        if (repeats.Length != input.Length || Array.Exists(repeats, static count => count < 0))
        {
            throw new ShapeException($"{repeats.Length} repeats for {input.Length} dimensions");
        }

        long[] shape = [.. input.Zip(repeats, Dimension.Multiply)];
        ConstantTensor? folded = null;
        if (context.Constant(0) is { } constant && context.CanFold(shape, constant.Floats is not null))
        {
            long[] strides = IndexMap.Strides(input);
            folded = constant.Pick(shape, IndexMap.Walk(shape, (axis, index) => index % input[axis] * strides[axis], 0));
        }

        context.Set(0, context.Type(0), shape, folded);
    }
}
