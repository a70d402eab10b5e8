using InferenceBench.Contracts;
using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Resize and Upsample: libtorch's own functions where they are the same, else one axis after the other.</summary>
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
        node.Set(0, node.Type(0).IsFloat() && NativeResize.Find(request, node.Input(0)) is { } native ? native : AxisByAxis(node, request));
    }

    private static string AxisByAxis(LoweringNode node, ResizeRequest request)
    {
        string value = node.Input(0);
        // The last axis first: its product needs no copy.
        foreach (int i in Enumerable.Range(0, request.Axes.Count).Reverse())
        {
            ResizeAxis axis = request.Axes[i];
            if (axis.IsIdentity(request.Transformation))
            {
                continue;
            }

            value = request.Mode == "nearest"
                ? node.Let($"{value}.index_select({i}, {node.Longs("nearest", [axis.Out], request.NearestIndices(axis))})")
                : node.Let(Interpolated(node, request, value, i));
        }

        for (int i = 0; i < request.Axes.Count; i++)
        {
            long[] outside = request.Outside(request.Axes[i]);
            value = outside.Length == 0 ? value
                : node.Let($"{value}.index_fill({i}, {node.Longs("outside", [outside.Length], outside)}, {TorchText.Number(request.Extrapolation)})");
        }

        return value;
    }

    private static string Interpolated(LoweringNode node, ResizeRequest request, string value, int i)
    {
        ResizeAxis axis = request.Axes[i];
        string weights = node.Floats("weights", [axis.Out, axis.In], InterpolationWeights.Of(request, axis));
        if (node.Type(0) != ElementType.Float32)
        {
            weights += $".to({node.TorchType(node.Type(0))})";
        }

        int rank = request.Axes.Count;
        return i == rank - 1 ? $"torch.matmul({value}, {weights}.t())"
            : i == rank - 2 ? $"torch.matmul({weights}, {value})"
            : $"torch.matmul({value}.transpose({i}, {rank - 1}), {weights}.t()).transpose({i}, {rank - 1})";
    }
}
