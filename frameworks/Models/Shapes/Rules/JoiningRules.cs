using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Concat.</summary>
internal static class JoiningRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["Concat"] = Concat;
    }

    private static void Concat(OperatorContext context)
    {
        long[]? first = context.Shape(0);
        for (int i = 1; i < context.InputCount && first is not null; i++)
        {
            first = context.Shape(i) is null ? null : first;
        }

        if (first is null)
        {
            context.Set(0, context.Type(0), null);
            return;
        }

        int axis = Dimension.Axis(context.Node.GetInt("axis", 1), first.Length);
        long[] shape = [.. first];
        for (int i = 1; i < context.InputCount; i++)
        {
            Append(shape, context.Shape(i)!, axis);
        }

        context.Set(0, context.Type(0), shape, Fold(context, shape));
    }

    private static void Append(long[] shape, long[] part, int axis)
    {
        if (part.Length != shape.Length)
        {
            throw new ShapeException($"parts of {shape.Length} and {part.Length} dimensions");
        }

        for (int i = 0; i < shape.Length; i++)
        {
            if (i == axis)
            {
                shape[i] = shape[i] < 0 || part[i] < 0 ? Dimension.Unknown : checked(shape[i] + part[i]);
            }
            else if (shape[i] < 0)
            {
                shape[i] = part[i];
            }
            else if (part[i] >= 0 && part[i] != shape[i])
            {
                throw new ShapeException($"parts with {shape[i]} and {part[i]} elements on axis {i}");
            }
        }
    }

    // Shapes are put together from vectors; nothing else that is joined is needed to find a shape.
    private static ConstantTensor? Fold(OperatorContext context, long[] shape)
    {
        if (shape.Length != 1 || context.Constant(0) is not { } first || !context.CanFold(shape, first.Floats is not null))
        {
            return null;
        }

        var integers = new List<long>();
        var floats = new List<double>();
        for (int i = 0; i < context.InputCount; i++)
        {
            if (context.Constant(i) is not { } part || part.Floats is null != first.Floats is null)
            {
                return null;
            }

            integers.AddRange(part.Integers ?? []);
            floats.AddRange(part.Floats ?? []);
        }

        return first.Floats is null ? ConstantTensor.Of(first.Type, shape, [.. integers]) : ConstantTensor.Of(first.Type, shape, [.. floats]);
    }
}
