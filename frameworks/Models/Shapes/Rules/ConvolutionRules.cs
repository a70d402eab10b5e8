using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Conv and ConvTranspose over any number of spatial axes.</summary>
internal static class ConvolutionRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["Conv"] = Conv;
        rules["ConvTranspose"] = ConvTranspose;
    }

    private static void Conv(OperatorContext context)
    {
        long[]? input = context.Shape(0);
        long[]? weight = context.Shape(1);
        if (!TryGetShape(context, input, weight, out long[] shape))
        {
            return;
        }

        long group = Group(context);
        if (input is not null && weight is not null && input[1] >= 0 && weight[1] >= 0 && checked(weight[1] * group) != input[1])
        {
            throw new ShapeException($"{input[1]} channels where {group} groups of {weight[1]} are due");
        }

        shape[1] = weight?[0] ?? Dimension.Unknown;
        var window = new SpatialWindow(context.Node, Kernel(context, weight, shape.Length - 2));
        for (int i = 2; i < shape.Length; i++)
        {
            shape[i] = window.Positions(i - 2, input?[i] ?? Dimension.Unknown, isCeiling: false);
        }

        context.Set(0, context.Type(0), shape);
    }

    private static void ConvTranspose(OperatorContext context)
    {
        long[]? input = context.Shape(0);
        long[]? weight = context.Shape(1);
        if (!TryGetShape(context, input, weight, out long[] shape))
        {
            return;
        }

        if (input is not null && weight is not null && input[1] >= 0 && weight[0] >= 0 && weight[0] != input[1])
        {
            throw new ShapeException($"{input[1]} channels where {weight[0]} are due");
        }

        shape[1] = weight is null ? Dimension.Unknown : Dimension.Multiply(weight[1], Group(context));
        var window = new SpatialWindow(context.Node, Kernel(context, weight, shape.Length - 2));
        long[]? given = context.Node.GetInts("output_shape");
        long[]? padding = context.Node.GetInts("output_padding");
        if (given is { Length: > 0 } && given.Length < shape.Length - 2)
        {
            throw new ShapeException($"an output_shape of {given.Length} dimensions");
        }

        for (int i = 2; i < shape.Length; i++)
        {
            // Some writers give the whole shape, most the spatial part.
            shape[i] = given is { Length: > 0 }
                ? given[given.Length - shape.Length + i]
                : window.TransposedSize(i - 2, input?[i] ?? Dimension.Unknown, padding?.Length == shape.Length - 2 ? padding[i - 2] : 0);
        }

        context.Set(0, context.Type(0), shape);
    }

    // The rank comes from the input or the weight, whichever is known.
    private static bool TryGetShape(OperatorContext context, long[]? input, long[]? weight, out long[] shape)
    {
        int rank = (input ?? weight)?.Length ?? 0;
        if (rank is 1 or 2 || (input is not null && weight is not null && input.Length != weight.Length))
        {
            throw new ShapeException($"an input of {input?.Length} and a weight of {weight?.Length} dimensions");
        }

        shape = Dimension.UnknownOf(rank);
        if (rank == 0)
        {
            context.Set(0, context.Type(0), null);
            return false;
        }

        shape[0] = input?[0] ?? Dimension.Unknown;
        return true;
    }

    private static long Group(OperatorContext context)
    {
        long group = context.Node.GetInt("group", 1);
        return group >= 1 ? group : throw new ShapeException($"{group} groups");
    }

    private static long[] Kernel(OperatorContext context, long[]? weight, int spatialRank)
    {
        long[]? kernel = weight?[2..] ?? context.Node.GetInts("kernel_shape");
        return kernel?.Length == spatialRank ? kernel : Dimension.UnknownOf(spatialRank);
    }
}
