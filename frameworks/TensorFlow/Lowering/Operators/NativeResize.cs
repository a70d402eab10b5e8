using InferenceBench.Contracts;
using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>
/// TensorFlow's own resizing of images, taken where it computes exactly what the node asks for. Not its cubic one, which takes weights from a table.
/// </summary>
/// <param name="Operator">The operator.</param>
/// <param name="Sizes">Height and width of the result.</param>
/// <param name="IsAligned">Whether corners fall on corners.</param>
/// <param name="IsHalf">Whether coordinates are those of centres.</param>
internal sealed record NativeResize(string Operator, long[] Sizes, bool IsAligned, bool IsHalf)
{
    // Weights differ by roundings of coordinates in single precision: for an image of 4096 some 1e-4, far from what another formula would give.
    private const float WeightTolerance = 5e-4f;

    private static readonly (bool IsAligned, bool IsHalf)[] s_coordinates = [(false, true), (true, false), (false, false)];

    /// <summary>An operator of TensorFlow's; null when none computes the same.</summary>
    public static NativeResize? Find(ResizeRequest request, ElementType type)
    {
        bool isImage = request.Axes.Count == 4 && request.Axes.Take(2).All(axis => axis.IsIdentity(request.Transformation));
        if (!isImage || type != ElementType.Float32 || request.Transformation == "tf_crop_and_resize")
        {
            return null;
        }

        ResizeAxis[] axes = [.. request.Axes.Skip(2)];
        string? op = request.Mode switch { "nearest" => "ResizeNearestNeighbor", "linear" => "ResizeBilinear", _ => null };
        foreach ((bool isAligned, bool isHalf) in op is null ? [] : s_coordinates)
        {
            if (Array.TrueForAll(axes, axis => request.Mode == "nearest" ? IsSameNearest(request, axis, isAligned, isHalf) : IsSameLinear(request, axis, isAligned, isHalf)))
            {
                return new NativeResize(op!, [.. axes.Select(static axis => axis.Out)], isAligned, isHalf);
            }
        }

        return null;
    }

    /// <summary>Adds the node.</summary>
    /// <returns>The result, channels last, which is the only layout that it knows.</returns>
    public string Add(LoweringNode node)
    {
        return node.Let(
            Operator, [node.Input(0, Layout.ChannelsLast), node.Ints(Sizes)],
            Attr.Type("T", ElementType.Float32), Attr.Flag("align_corners", IsAligned), Attr.Flag("half_pixel_centers", IsHalf));
    }

    private static float Step(ResizeAxis axis, bool isAligned)
    {
        return isAligned && axis.Out > 1 ? (float)(axis.In - 1) / (axis.Out - 1) : (float)axis.In / axis.Out;
    }

    private static bool IsSameNearest(ResizeRequest request, ResizeAxis axis, bool isAligned, bool isHalf)
    {
        float step = Step(axis, isAligned);
        return request.NearestIndices(axis).Select((wanted, i) =>
        {
            float at = (isHalf ? i + 0.5f : i) * step;
            return wanted == Math.Min((long)(isAligned ? MathF.Round(at, MidpointRounding.AwayFromZero) : MathF.Floor(at)), axis.In - 1);
        }).All(static isSame => isSame);
    }

    private static bool IsSameLinear(ResizeRequest request, ResizeAxis axis, bool isAligned, bool isHalf)
    {
        float[] wanted = InterpolationWeights.Of(request, axis);
        float[] found = new float[wanted.Length];
        float step = Step(axis, isAligned);
        for (int i = 0; i < axis.Out; i++)
        {
            float at = isHalf ? ((i + 0.5f) * step) - 0.5f : i * step;
            InterpolationWeights.AddRow(found.AsSpan((int)(i * axis.In), (int)axis.In), at, 1, null, excludesOutside: false);
        }

        return wanted.Zip(found).All(static pair => Math.Abs(pair.First - pair.Second) <= WeightTolerance);
    }
}
