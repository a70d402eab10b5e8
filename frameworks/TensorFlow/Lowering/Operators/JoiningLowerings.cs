using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Operators that put tensors together and take them apart along an axis; they keep the layout.</summary>
internal static class JoiningLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Concat"] = Concat,
        ["Split"] = Split,
    };

    private static void Concat(LoweringNode node)
    {
        int[] inputs = [.. Enumerable.Range(0, node.InputCount).Where(node.Has)];
        int rank = node.Rank(inputs[0]);
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 1), rank);
        Layout layout = Array.Exists(inputs, input => node.LayoutOf(input) == Layout.ChannelsLast) ? Layout.ChannelsLast : Layout.Plain;
        string[] tensors = Array.ConvertAll(inputs, input => node.Input(input, layout));
        node.Set(0, node.Join(tensors, node.KnownType(inputs[0]), Axes.In(layout, axis, rank)), layout);
    }

    private static void Split(LoweringNode node)
    {
        int rank = node.Rank(0);
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 0), rank);
        long[] sizes = node.FindList("split", 1) ?? EqualParts(node.Shape(0)[axis], node.OutputCount);
        if (sizes.Length != node.OutputCount || (node.FindShape(0) is { } shape && sizes.Sum() != shape[axis]))
        {
            throw new InvalidOperationException($"parts of [{string.Join(", ", sizes)}] for {node.OutputCount} outputs");
        }

        Layout layout = node.LayoutOf(0);
        string parts = node.Let("SplitV", [node.Input(0, layout), node.Ints(sizes), node.Int(Axes.In(layout, axis, rank))],
            Attr.Type("T", node.KnownType(0)), Attr.Type("Tlen", ElementType.Int32), Attr.Int("num_split", sizes.Length));
        for (int i = 0; i < sizes.Length; i++)
        {
            node.Set(i, i == 0 ? parts : FormattableString.Invariant($"{parts}:{i}"), layout);
        }
    }

    // Opset 18 allows a smaller last part; before, the parts were equal, where this gives the same.
    private static long[] EqualParts(long size, int count)
    {
        long part = (size + count - 1) / count;
        return [.. Enumerable.Range(0, count).Select(i => Math.Clamp(size - (part * i), 0, part))];
    }
}
