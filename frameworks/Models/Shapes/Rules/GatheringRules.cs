using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Operators that pick elements by index.</summary>
internal static class GatheringRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["Gather"] = Gather;
        rules["GatherElements"] = static context => context.Set(0, context.Type(0), context.Shape(1));
        rules["GatherND"] = GatherNd;
        rules["NonZero"] = NonZero;
    }

    private static void Gather(OperatorContext context)
    {
        if (context.Shape(0) is not { } data || context.Shape(1) is not { } indices)
        {
            context.Set(0, context.Type(0), null);
            return;
        }

        int axis = Dimension.Axis(context.Node.GetInt("axis", 0), data.Length);
        long[] shape = [.. data[..axis], .. indices, .. data[(axis + 1)..]];
        ConstantTensor? folded = null;
        if (context.Constant(0) is { } constant && context.Integers(1) is { } picked && context.CanFold(shape, constant.Floats is not null))
        {
            folded = constant.Pick(shape, Find(data, axis, picked));
        }

        context.Set(0, context.Type(0), shape, folded);
    }

    private static int[] Find(long[] data, int axis, long[] picked)
    {
        long inner = Dimension.Product(data.AsSpan(axis + 1));
        long outer = Dimension.Product(data.AsSpan(0, axis));
        var result = new int[outer * picked.Length * inner];
        int next = 0;
        // Not until outer alone: beside an empty axis the others may claim any size.
        for (long i = 0; next < result.Length && i < outer; i++)
        {
            foreach (long index in picked)
            {
                long row = (i * data[axis]) + Dimension.Axis(index, (int)data[axis]);
                for (long j = 0; j < inner; j++)
                {
                    result[next++] = (int)((row * inner) + j);
                }
            }
        }

        return result;
    }

    // Of a constant vector alone: before opset 11, which has Range, exporters counted positions so.
    private static void NonZero(OperatorContext context)
    {
        if (context.Shape(0) is [_] && context.Integers(0) is { } values && context.CanFold([values.Length], isFloat: false))
        {
            long[] found = [.. Enumerable.Range(0, values.Length).Where(index => values[index] != 0).Select(static index => (long)index)];
            long[] shape = [1, found.Length];
            context.Set(0, ElementType.Int64, shape, ConstantTensor.Of(ElementType.Int64, shape, found));
            return;
        }

        context.Set(0, ElementType.Int64, context.Shape(0) is { } input ? [input.Length, Dimension.Unknown] : null);
    }

    private static void GatherNd(OperatorContext context)
    {
        long[]? shape = null;
        int batchAxes = (int)Math.Clamp(context.Node.GetInt("batch_dims", 0), 0, Dimension.MaxRank);
        if (context.Shape(0) is { } data && context.Shape(1) is [.. long[] outer, >= 0 and <= Dimension.MaxRank and long depth])
        {
            if (batchAxes + depth > data.Length)
            {
                throw new ShapeException($"indices of depth {depth} into {data.Length} dimensions");
            }

            shape = [.. outer, .. data[(batchAxes + (int)depth)..]];
        }

        context.Set(0, context.Type(0), shape);
    }
}
