using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Slice, whose starts and ends were attributes until opset 9; it keeps the layout.</summary>
internal static class SlicingLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Slice"] = Slice,
    };

    private static void Slice(LoweringNode node)
    {
        long[] starts = node.FindList("starts", 1) ?? throw new InvalidOperationException("it has no starts");
        long[] ends = node.FindList("ends", 2) ?? throw new InvalidOperationException("it has no ends");
        long[]? axes = node.FindList("axes", 3);
        long[]? steps = node.FindList("steps", 4);
        int rank = node.Rank(0);
        var cut = new StridedCut(rank);
        for (int i = 0; i < starts.Length; i++)
        {
            Take(node, cut, LoweringNode.Axis(axes?[i] ?? i, rank), starts[i], ends[i], steps?[i] ?? 1);
        }

        Layout layout = node.LayoutOf(0);
        string input = node.Input(0, layout);
        node.Set(0, cut.IsWhole ? input : cut.Write(node, input, node.KnownType(0), layout), layout);
    }

    private static void Take(LoweringNode node, StridedCut cut, int axis, long start, long end, long step)
    {
        if (step == 0)
        {
            throw new InvalidOperationException("a step of 0");
        }

        long stride = Math.Clamp(step, -int.MaxValue, int.MaxValue);
        if (step < 0)
        {
            TakeBackward(node, cut, axis, start, end, stride);
        }
        else if (node.FindShape(0) is { } shape)
        {
            long size = shape[axis];
            start = Math.Clamp(start < 0 ? start + size : start, 0, size);
            end = Math.Clamp(end < 0 ? end + size : end, start, size);
            cut.Take(axis, start == 0 ? null : start, end == size ? null : end, stride);
        }
        else if (start < 0 && node.Options.IsCompiled)
        {
            throw node.NotLowered("it starts from the end of a dimension that depends on the data, which XLA takes for the beginning");
        }
        else
        {
            // Starts and ends that lie outside, and those that count from the end, mean the same in both.
            cut.Take(axis, start == 0 ? null : Math.Clamp(start, -int.MaxValue, int.MaxValue), end >= int.MaxValue ? null : Math.Max(end, -int.MaxValue), stride);
        }
    }

    private static void TakeBackward(LoweringNode node, StridedCut cut, int axis, long start, long end, long stride)
    {
        // By the specification an end of INT_MAX leaves nothing; engines take it for "all".
        long size = node.Shape(0)[axis];
        if (end >= int.MaxValue)
        {
            throw node.NotLowered("an end of INT_MAX with a negative step, which engines read differently");
        }

        start = Math.Clamp(start < 0 ? start + size : start, 0, Math.Max(size - 1, 0));
        end = Math.Clamp(end < 0 ? end + size : end, -1, size - 1);
        if (size == 0 || start <= end)
        {
            cut.Take(axis, 0, 0);
            return;
        }

        cut.Take(axis, start, end < 0 ? null : end, stride);
    }
}
