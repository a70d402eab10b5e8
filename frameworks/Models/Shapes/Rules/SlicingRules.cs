using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Slice and Split; their lists were attributes until opset 9 and 12.</summary>
internal static class SlicingRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["Slice"] = Slice;
        rules["Split"] = Split;
    }

    private static void Slice(OperatorContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, context.Type(0), null);
            return;
        }

        bool isKnown = context.TryGetList("starts", 1, out long[]? starts) & context.TryGetList("ends", 2, out long[]? ends)
            & context.TryGetList("axes", 3, out long[]? axes) & context.TryGetList("steps", 4, out long[]? steps);
        if (!isKnown)
        {
            context.Set(0, context.Type(0), UnknownWhereSliced(input, axes, context.Has(3)));
            return;
        }

        if (starts is null || ends is null || starts.Length != ends.Length
            || (axes is not null && axes.Length != starts.Length) || (steps is not null && steps.Length != starts.Length))
        {
            throw new ShapeException($"{starts?.Length} starts, {ends?.Length} ends, {axes?.Length} axes and {steps?.Length} steps");
        }

        SetSliced(context, input, starts, ends, axes, steps);
    }

    private static void SetSliced(OperatorContext context, long[] input, long[] starts, long[] ends, long[]? axes, long[]? steps)
    {
        long[] shape = [.. input];
        long[] strides = IndexMap.Strides(input);
        long first = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = Dimension.Axis(axes?[i] ?? i, input.Length);
            long step = steps?[i] ?? 1;
            (long start, shape[axis]) = Cut(input[axis], starts[i], ends[i], step);
            first += start * strides[axis];
            strides[axis] = unchecked(strides[axis] * step);
        }

        ConstantTensor? folded = null;
        if (context.Constant(0) is { } constant && context.CanFold(shape, constant.Floats is not null))
        {
            folded = constant.Pick(shape, IndexMap.Walk(shape, strides, first));
        }

        context.Set(0, context.Type(0), shape, folded);
    }

    // First index and number of elements, with starts and ends that lie outside cut to what there is.
    private static (long Start, long Count) Cut(long size, long start, long end, long step)
    {
        if (step == 0)
        {
            throw new ShapeException("a step of 0");
        }

        if (size <= 0)
        {
            return (0, size);
        }

        long lowest = step > 0 ? 0 : -1;
        long highest = step > 0 ? size : size - 1;
        start = Math.Clamp(start < 0 ? start + size : start, 0, highest);
        end = Math.Clamp(end < 0 ? end + size : end, lowest, highest);
        // Decimal: a step may be the smallest integer, whose negation is none.
        decimal count = Math.Ceiling(((decimal)end - start) / step);
        return (start, count > 0 ? (long)count : 0);
    }

    private static long[] UnknownWhereSliced(long[] input, long[]? axes, bool hasAxesInput)
    {
        if (axes is null || (hasAxesInput && axes.Length == 0))
        {
            return Dimension.UnknownOf(input.Length);
        }

        long[] shape = [.. input];
        foreach (long axis in axes)
        {
            shape[Dimension.Axis(axis, input.Length)] = Dimension.Unknown;
        }

        return shape;
    }

    private static void Split(OperatorContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            SetAll(context, null);
            return;
        }

        int axis = Dimension.Axis(context.Node.GetInt("axis", 0), input.Length);
        if (!context.TryGetList("split", 1, out long[]? sizes) || (sizes is null && input[axis] < 0))
        {
            long[] open = [.. input];
            open[axis] = Dimension.Unknown;
            SetAll(context, open);
            return;
        }

        sizes ??= EqualParts(context, input[axis]);
        if (sizes.Length < context.Outputs.Length || (input[axis] >= 0 && sizes.Aggregate(0L, static (sum, size) => checked(sum + size)) != input[axis]))
        {
            throw new ShapeException($"{input[axis]} elements do not split into [{OneLine.Of(string.Join(',', sizes), 60)}]");
        }

        SetParts(context, input, axis, sizes);
    }

    private static long[] EqualParts(OperatorContext context, long size)
    {
        // Opset 18 allows a smaller last part; before, the parts were equal, where this gives the same.
        int count = context.Outputs.Length;
        long part = (size + count - 1) / count;
        var sizes = new long[count];
        for (int i = 0; i < count; i++)
        {
            sizes[i] = Math.Clamp(size - (part * i), 0, part);
        }

        return sizes;
    }

    private static void SetParts(OperatorContext context, long[] input, int axis, long[] sizes)
    {
        long start = 0;
        for (int i = 0; i < context.Outputs.Length; i++)
        {
            long[] shape = [.. input];
            shape[axis] = sizes[i];
            ConstantTensor? folded = null;
            if (context.Constant(0) is { } constant && context.CanFold(shape, constant.Floats is not null))
            {
                long[] strides = IndexMap.Strides(input);
                folded = constant.Pick(shape, IndexMap.Walk(shape, strides, start * strides[axis]));
            }

            context.Set(i, context.Type(0), shape, folded);
            start += sizes[i];
        }
    }

    private static void SetAll(OperatorContext context, long[]? shape)
    {
        for (int i = 0; i < context.Outputs.Length; i++)
        {
            context.Set(i, context.Type(0), shape);
        }
    }
}
