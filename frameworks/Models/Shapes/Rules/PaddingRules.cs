namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Pad; pads were an attribute until opset 10, opset 18 added axes.</summary>
internal static class PaddingRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["Pad"] = Pad;
    }

    private static void Pad(OperatorContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, context.Type(0), null);
            return;
        }

        bool isKnown = context.TryGetList("pads", 1, out long[]? pads) & context.TryGetList("", 3, out long[]? axes);
        if (!isKnown || pads is null)
        {
            context.Set(0, context.Type(0), Dimension.UnknownOf(input.Length));
            return;
        }

        int count = axes?.Length ?? input.Length;
        if (pads.Length != 2 * count)
        {
            throw new ShapeException($"{pads.Length} pads for {count} axes");
        }

        long[] shape = [.. input];
        for (int i = 0; i < count; i++)
        {
            int axis = Dimension.Axis(axes?[i] ?? i, input.Length);
            if (shape[axis] >= 0)
            {
                long padded = checked(shape[axis] + pads[i] + pads[i + count]);
                shape[axis] = padded >= 0 ? padded : throw new ShapeException($"axis {axis} would have {padded} elements");
            }
        }

        context.Set(0, context.Type(0), shape);
    }
}
