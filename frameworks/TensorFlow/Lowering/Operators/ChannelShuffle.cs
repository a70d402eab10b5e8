using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>
/// Channels dealt out anew, as ShuffleNet does: a Reshape that splits them in groups, a Transpose of groups and members, and a Reshape that joins them again. In
/// channels-last the same is done on the last axis, and the layout stays.
/// </summary>
internal static class ChannelShuffle
{
    /// <summary>Lowers all three nodes if they are such a shuffle of a tensor in channels-last.</summary>
    /// <param name="node">The first Reshape.</param>
    /// <param name="split">The shape of its result.</param>
    /// <returns>Whether they are.</returns>
    public static bool TryLower(LoweringNode node, long[] split)
    {
        long[] shape = node.Shape(0);
        if (node.LayoutOf(0) != Layout.ChannelsLast || !IsSplit(shape, split)
            || node.FindSoleReader(0, "Transpose") is not { } transposition || !IsExchange(transposition, split.Length)
            || transposition.FindSoleReader(0, "Reshape") is not { } joined || !joined.OutputShape(0).SequenceEqual(shape))
        {
            return false;
        }

        ElementType type = node.KnownType(0);
        int rank = split.Length;
        string groups = node.Reshape(node.Input(0, Layout.ChannelsLast), type, [shape[0], .. shape[2..], split[1], split[2]]);
        string dealt = node.Transpose(groups, type, [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]);
        node.Absorb(transposition);
        transposition.SetThrough(joined, node.Reshape(dealt, type, Axes.Arrange(Layout.ChannelsLast, shape)), Layout.ChannelsLast);
        return true;
    }

    private static bool IsSplit(long[] shape, long[] split)
    {
        return split.Length == shape.Length + 1 && split[0] == shape[0] && split[1] * split[2] == shape[1] && split.AsSpan(3).SequenceEqual(shape.AsSpan(2));
    }

    private static bool IsExchange(LoweringNode transposition, int rank)
    {
        return transposition.Proto.GetInts("perm") is { } order && order.SequenceEqual([0, 2, 1, .. Enumerable.Range(3, rank - 3).Select(static axis => (long)axis)]);
    }
}
