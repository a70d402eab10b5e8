using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Transpose, most of whose uses in the files of exporters move nothing in one of the layouts.</summary>
internal static class TranspositionLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Transpose"] = Transpose,
    };

    // Where the file's order of axes is that of a layout already, nothing is moved: so a transposition from or to [N, …, C] costs nothing.
    private static void Transpose(LoweringNode node)
    {
        int rank = node.Rank(0);
        int[] order = node.Proto.GetInts("perm") is { Length: > 0 } given ? [.. given.Select(axis => LoweringNode.Axis(axis, rank))] : [.. Enumerable.Range(0, rank).Reverse()];
        Layout layout = node.LayoutOf(0);
        int[] plain = [.. order.Select(axis => Axes.In(layout, axis, rank))];
        string input = node.Input(0, layout);
        ElementType type = node.KnownType(0);
        if (rank >= 3 && IsIdentity(Axes.Arrange(Layout.ChannelsLast, plain)))
        {
            node.Set(0, input, Layout.ChannelsLast);
        }
        else if (!IsIdentity(plain) && node.FindShape(0) is { } shape && IsStill(plain, Axes.Arrange(layout, shape)))
        {
            node.Set(0, node.Reshape(input, type, order.Select(axis => shape[axis])));
        }
        else
        {
            node.Set(0, node.Transpose(input, type, plain));
        }
    }

    // Only axes of one element move: the elements stay where they are.
    private static bool IsStill(int[] order, long[] shape)
    {
        int[] moved = [.. order.Where(axis => shape[axis] != 1)];
        return moved.SequenceEqual(moved.Order());
    }

    private static bool IsIdentity(int[] order)
    {
        return order.SequenceEqual(Enumerable.Range(0, order.Length));
    }
}
