using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Operators that put tensors together and take them apart along an axis.</summary>
internal static class JoiningLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Concat"] = Concat,
        ["Split"] = Split,
        ["Slice"] = Slice,
    };

    private static void Concat(LoweringNode node)
    {
        string[] inputs = [.. Enumerable.Range(0, node.InputCount).Where(node.Has).Select(node.Input)];
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 1), node.Rank(0));
        node.Set(0, inputs.Length == 1 ? inputs[0] : $"torch.cat([{string.Join(", ", inputs)}], {axis})");
    }

    private static void Split(LoweringNode node)
    {
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 0), node.Rank(0));
        long[] sizes = node.FindList("split", 1) ?? EqualParts(node.Shape(0)[axis], node.OutputCount);
        if (sizes.Length != node.OutputCount || (node.FindShape(0) is { } shape && sizes.Sum() != shape[axis]))
        {
            throw new InvalidOperationException($"parts of {TorchText.List(sizes)} for {node.OutputCount} outputs");
        }

        // Each a view of its own: what nobody needs is left out.
        long start = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            node.Set(i, $"{node.Input(0)}.narrow({axis}, {start}, {sizes[i]})");
            start += sizes[i];
        }
    }

    // Opset 18 allows a smaller last part; before, the parts were equal, where this gives the same.
    private static long[] EqualParts(long size, int count)
    {
        long part = (size + count - 1) / count;
        return [.. Enumerable.Range(0, count).Select(i => Math.Clamp(size - (part * i), 0, part))];
    }

    private static void Slice(LoweringNode node)
    {
        long[] starts = node.FindList("starts", 1) ?? throw new InvalidOperationException("it has no starts");
        long[] ends = node.FindList("ends", 2) ?? throw new InvalidOperationException("it has no ends");
        long[]? axes = node.FindList("axes", 3);
        long[]? steps = node.FindList("steps", 4);
        string sliced = node.Input(0);
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = LoweringNode.Axis(axes?[i] ?? i, node.Rank(0));
            sliced = Cut(node, sliced, axis, starts[i], ends[i], steps?[i] ?? 1);
        }

        node.Set(0, sliced);
    }

    private static string Cut(LoweringNode node, string value, int axis, long start, long end, long step)
    {
        if (step == 0)
        {
            throw new InvalidOperationException("a step of 0");
        }

        if (step > 0)
        {
            return Forward(node, value, axis, start, end, step);
        }

        // libtorch has no negative steps: the same elements forward, then turned round. By the specification an end of INT_MAX leaves nothing; engines take it for "all".
        long size = node.Shape(0)[axis];
        if (end >= int.MaxValue)
        {
            throw node.NotLowered("an end of INT_MAX with a negative step, which engines read differently");
        }

        start = Math.Clamp(start < 0 ? start + size : start, 0, Math.Max(size - 1, 0));
        end = Math.Clamp(end < 0 ? end + size : end, -1, size - 1);
        long stride = step == long.MinValue ? long.MaxValue : -step;
        long count = size > 0 && start > end ? ((start - end - 1) / stride) + 1 : 0;
        return count == 0
            ? $"{value}.narrow({axis}, 0, 0)"
            : $"{value}.slice({axis}, {start - ((count - 1) * stride)}, {start + 1}, {stride}).flip([{axis}])";
    }

    private static string Forward(LoweringNode node, string value, int axis, long start, long end, long step)
    {
        if (node.FindShape(0) is not { } shape)
        {
            // Starts and ends that lie outside mean the same in both. TorchScript reads -2^63 as a minus and a number that is too large.
            long lowest = -long.MaxValue;
            return $"{value}.slice({axis}, {TorchText.Whole(Math.Max(start, lowest))}, {TorchText.Whole(Math.Max(end, lowest))}, {step})";
        }

        start = Math.Clamp(start < 0 ? start + shape[axis] : start, 0, shape[axis]);
        end = Math.Clamp(end < 0 ? end + shape[axis] : end, start, shape[axis]);
        return start == 0 && end == shape[axis] && step == 1 ? value : $"{value}.slice({axis}, {start}, {end}, {step})";
    }
}
