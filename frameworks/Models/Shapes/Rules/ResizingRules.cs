using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Resize (opset 10: scales; 11: region, scales, sizes; 18: axes and aspect ratio) and its predecessor Upsample.</summary>
internal static class ResizingRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["Resize"] = Resize;
        rules["Upsample"] = Resize;
    }

    private static void Resize(OperatorContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, context.Type(0), null);
            return;
        }

        int[] axes = context.Node.GetInts("axes") is { Length: > 0 } given
            ? Array.ConvertAll(given, axis => Dimension.Axis(axis, input.Length))
            : [.. Enumerable.Range(0, input.Length)];
        long[]? shape = HasElements(context, 3) ? FromSizes(context, input, axes) : FromScales(context, input, axes);
        context.Set(0, context.Type(0), shape ?? Dimension.UnknownOf(input.Length));
    }

    // Exporters leave an input out by an empty tensor, too.
    private static bool HasElements(OperatorContext context, int input)
    {
        return context.Has(input) && context.Shape(input) is not [0];
    }

    private static long[]? FromSizes(OperatorContext context, long[] input, int[] axes)
    {
        long[]? sizes = (long[]?)context.Constant(3)?.Integers;
        if (sizes is null)
        {
            return null;
        }

        Require(sizes.Length, axes.Length);
        string policy = context.Node.GetText("keep_aspect_ratio_policy", "stretch");
        double ratio = policy == "stretch" ? 0 : CommonRatio(input, axes, sizes, policy == "not_larger");
        long[] shape = [.. input];
        for (int i = 0; i < axes.Length; i++)
        {
            shape[axes[i]] = sizes[i] < 0 || double.IsNaN(ratio) ? Dimension.Unknown
                : ratio == 0 ? sizes[i]
                // Half up, as the specification's round_int.
                : (long)Math.Floor((ratio * input[axes[i]]) + 0.5);
        }

        return shape;
    }

    private static double CommonRatio(long[] input, int[] axes, long[] sizes, bool isSmallest)
    {
        double ratio = isSmallest ? double.PositiveInfinity : 0;
        for (int i = 0; i < axes.Length; i++)
        {
            if (input[axes[i]] <= 0 || sizes[i] < 0)
            {
                return double.NaN;
            }

            double own = (double)sizes[i] / input[axes[i]];
            ratio = isSmallest ? Math.Min(ratio, own) : Math.Max(ratio, own);
        }

        return ratio;
    }

    private static long[]? FromScales(OperatorContext context, long[] input, int[] axes)
    {
        // Upsample had an attribute (opset 7) or a second input (9), as Resize had in opset 10.
        int index = context.InputCount > 2 ? 2 : 1;
        double[]? scales = context.Has(index)
            ? (double[]?)context.Constant(index)?.Floats
            : context.Node.GetFloats("scales") is { } attribute ? Array.ConvertAll(attribute, static scale => (double)scale) : null;
        if (scales is null)
        {
            return null;
        }

        Require(scales.Length, axes.Length);
        double[]? region = context.Node.GetText("coordinate_transformation_mode", "") == "tf_crop_and_resize"
            ? (double[]?)context.Constant(1)?.Floats ?? throw new ShapeException("a region that is not known")
            : null;
        long[] shape = [.. input];
        for (int i = 0; i < axes.Length; i++)
        {
            float part = region is null ? 1 : (float)(region[i + axes.Length] - region[i]);
            // In single precision, as engines multiply: 0.7 × 10 is 7 there and 6.9999999 in double.
            float size = input[axes[i]] * part * (float)scales[i];
            shape[axes[i]] = input[axes[i]] < 0 ? Dimension.Unknown : checked((long)MathF.Floor(size));
        }

        return shape;
    }

    private static void Require(int count, int axes)
    {
        if (count != axes)
        {
            throw new ShapeException($"{count} sizes or scales for {axes} axes");
        }
    }
}
