using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Models.Conversion;

/// <summary>
/// Pooling that rounds its output's size up (<c>ceil_mode</c>). Windows that hang over the end were settled late: AveragePool's divisor with opset 19, windows that
/// begin in the padding with opset 22.
/// </summary>
internal static class PoolingWindows
{
    /// <summary>Whether a node may have such a window.</summary>
    /// <param name="node">An AveragePool or MaxPool.</param>
    public static bool MayHangOver(NodeProto node)
    {
        if (node.GetInt("ceil_mode", 0) == 0)
        {
            return false;
        }

        if (!HasExplicitPads(node) || node.GetInt("count_include_pad", 0) != 0 || node.GetInts("kernel_shape") is not { } kernel)
        {
            return true;
        }

        // The last window begins before the end of the data when it is at least as long as a step and the padding behind the data.
        return Enumerable.Range(0, kernel.Length).Any(axis => PadsAfter(node, axis, kernel.Length) + Step(node, axis) > Extent(node, kernel, axis));
    }

    /// <summary>Takes <c>ceil_mode</c> from the nodes of a graph where the windows fit exactly, so that rounding makes no difference.</summary>
    /// <param name="model">The model; it is changed.</param>
    public static void DropIdleRounding(OnnxModel model)
    {
        NodeProto[] rounding = [.. model.Proto.Graph.Node.Where(static node => node.OpType is "AveragePool" or "MaxPool" or "LpPool" && node.GetInt("ceil_mode", 0) != 0)];
        if (rounding.Length == 0)
        {
            return;
        }

        GraphShapes shapes = GraphShapes.Infer(model, new Dictionary<string, long[]>());
        foreach (NodeProto node in rounding.Where(node => FitsExactly(node, shapes[node.Input[0]].Shape)))
        {
            node.Attribute.Remove(node.FindAttribute("ceil_mode")!);
        }
    }

    private static bool FitsExactly(NodeProto node, IReadOnlyList<long>? shape)
    {
        if (shape is null || !HasExplicitPads(node) || node.GetInts("kernel_shape") is not { } kernel || shape.Count != kernel.Length + 2)
        {
            return false;
        }

        return Enumerable.Range(0, kernel.Length).All(axis => shape[axis + 2] >= 0
            && (shape[axis + 2] + PadsBefore(node, axis) + PadsAfter(node, axis, kernel.Length) - Extent(node, kernel, axis)) % Step(node, axis) == 0);
    }

    private static bool HasExplicitPads(NodeProto node)
    {
        return node.GetText("auto_pad", "NOTSET") is "NOTSET" or "";
    }

    private static long Extent(NodeProto node, long[] kernel, int axis)
    {
        return ((kernel[axis] - 1) * At(node, "dilations", axis, 1)) + 1;
    }

    private static long Step(NodeProto node, int axis)
    {
        return Math.Max(At(node, "strides", axis, 1), 1);
    }

    private static long PadsBefore(NodeProto node, int axis)
    {
        return At(node, "pads", axis, 0);
    }

    private static long PadsAfter(NodeProto node, int axis, int axes)
    {
        return At(node, "pads", axis + axes, 0);
    }

    private static long At(NodeProto node, string attribute, int index, long fallback)
    {
        return node.GetInts(attribute) is { } values && index < values.Length ? values[index] : fallback;
    }
}
