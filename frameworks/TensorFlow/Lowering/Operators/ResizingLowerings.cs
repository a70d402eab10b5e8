using InferenceBench.Contracts;
using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Resize and Upsample: TensorFlow's own operators where they are the same, else one axis after the other.</summary>
internal static class ResizingLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Resize"] = Resize,
        ["Upsample"] = Resize,
    };

    private static void Resize(LoweringNode node)
    {
        ResizeRequest request = ResizeRequest.Of(node);
        if (NativeResize.Find(request, node.KnownType(0)) is { } native)
        {
            node.Set(0, native.Add(node), Layout.ChannelsLast);
            return;
        }

        AxisByAxis(node, request);
    }

    private static void AxisByAxis(LoweringNode node, ResizeRequest request)
    {
        Layout layout = request.Axes.Count > 2 ? node.LayoutOf(0) : Layout.Plain;
        ResizeAxis[] axes = Axes.Arrange(layout, request.Axes);
        long[] shape = [.. axes.Select(static axis => axis.In)];
        string value = node.Input(0, layout);
        ElementType type = node.KnownType(0);
        for (int i = 0; i < axes.Length; i++)
        {
            if (axes[i].IsIdentity(request.Transformation))
            {
                continue;
            }

            value = request.Mode == "nearest" ? node.Gathered(value, type, i, request.NearestIndices(axes[i])) : Interpolated(node, request, value, shape, i, axes[i]);
            shape[i] = axes[i].Out;
            long[] outside = request.Outside(axes[i]);
            if (outside.Length > 0)
            {
                long[] along = [axes[i].Out, .. Enumerable.Repeat(1L, axes.Length - 1 - i)];
                string isOutside = node.Flags(along, [.. Enumerable.Range(0, (int)axes[i].Out).Select(at => outside.Contains(at))]);
                value = node.Select(type, isOutside, node.Scalar(type, request.Extrapolation), value);
            }
        }

        node.Set(0, value, layout);
    }

    // A product with the matrix of weights, on three axes: those before, the one that changes, those after.
    private static string Interpolated(LoweringNode node, ResizeRequest request, string value, long[] shape, int i, ResizeAxis axis)
    {
        ElementType type = node.KnownType(0);
        string weights = node.Cast(node.Floats([axis.Out, axis.In], InterpolationWeights.Of(request, axis)), ElementType.Float32, type);
        long before = shape[..i].Aggregate(1L, static (product, size) => product * size);
        long after = shape[(i + 1)..].Aggregate(1L, static (product, size) => product * size);
        string product = after == 1
            ? node.Let("MatMul", [node.Reshape(value, type, before, axis.In), weights], Attr.Type("T", type), Attr.Flag("transpose_b", true))
            : node.Apply("BatchMatMulV2", type, weights, node.Reshape(value, type, before, axis.In, after));
        return node.Reshape(product, type, [.. shape[..i], axis.Out, .. shape[(i + 1)..]]);
    }
}
