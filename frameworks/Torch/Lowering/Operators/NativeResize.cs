using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>libtorch's own resizing functions, taken where they compute exactly what the node asks for.</summary>
internal static class NativeResize
{
    // Weights differ by roundings of coordinates in single precision: for an image of 4096 some 1e-4, far from what another formula would give.
    private const float WeightTolerance = 5e-4f;

    /// <summary>A call of libtorch's function; null when none computes the same.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="input">Expression of the input, of a float type.</param>
    public static string? Find(ResizeRequest request, string input)
    {
        int spatial = request.Axes.Count - 2;
        bool isImage = spatial is 1 or 2 or 3 && request.Axes.Take(2).All(axis => axis.IsIdentity(request.Transformation));
        if (!isImage || request.Transformation == "tf_crop_and_resize")
        {
            return null;
        }

        ResizeAxis[] axes = [.. request.Axes.Skip(2)];
        string sizes = TorchText.List(axes.Select(static axis => axis.Out));
        string scales = string.Concat(axes.Select(static axis => ", " + (axis.Scale == (float)axis.Out / axis.In ? "None" : TorchText.Number(axis.Scale))));
        return request.Mode switch
        {
            "nearest" when Array.TrueForAll(axes, axis => request.NearestIndices(axis).AsSpan().SequenceEqual(Nearest(axis)))
                => $"torch.upsample_nearest{spatial}d({input}, {sizes}{scales})",
            "linear" when FindAligned(request, axes) is { } aligned => $"torch.upsample_{Linear(spatial)}({input}, {sizes}, {aligned}{scales})",
            "cubic" when spatial == 2 && FindAligned(request, axes) is { } aligned => $"torch.upsample_bicubic2d({input}, {sizes}, {aligned}{scales})",
            _ => null,
        };
    }

    private static string Linear(int spatial)
    {
        return spatial switch { 1 => "linear1d", 2 => "bilinear2d", _ => "trilinear3d" };
    }

    // libtorch multiplies by the reciprocal of a scale.
    private static float Step(ResizeAxis axis)
    {
        return axis.Scale == (float)axis.Out / axis.In ? (float)axis.In / axis.Out : (float)(1.0 / axis.Scale);
    }

    private static long[] Nearest(ResizeAxis axis)
    {
        float step = Step(axis);
        return [.. Enumerable.Range(0, (int)axis.Out).Select(i => Math.Min((long)MathF.Floor(i * step), axis.In - 1))];
    }

    private static string? FindAligned(ResizeRequest request, ResizeAxis[] axes)
    {
        float[][] wanted = [.. axes.Select(axis => InterpolationWeights.Of(request, axis))];
        return Matches(false) ? "False" : Matches(true) ? "True" : null;

        bool Matches(bool isAligned)
        {
            return axes.Zip(wanted).All(pair => IsClose(pair.Second, Weights(pair.First, request.Mode == "cubic", isAligned)));
        }
    }

    private static float[] Weights(ResizeAxis axis, bool isCubic, bool isAligned)
    {
        float[] weights = new float[axis.Out * axis.In];
        float step = isAligned ? axis.Out > 1 ? (float)(axis.In - 1) / (axis.Out - 1) : 0 : Step(axis);
        for (int i = 0; i < axis.Out; i++)
        {
            float at = isAligned ? step * i : (step * (i + 0.5f)) - 0.5f;
            // libtorch's cubic has this coefficient.
            InterpolationWeights.AddRow(weights.AsSpan((int)(i * axis.In), (int)axis.In), at, 1, isCubic ? -0.75 : null, excludesOutside: false);
        }

        return weights;
    }

    private static bool IsClose(float[] wanted, float[] found)
    {
        return !wanted.Where((weight, i) => Math.Abs(weight - found[i]) > WeightTolerance).Any();
    }
}
