namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Axes of a tensor that an operator brings down to one element each.</summary>
/// <param name="Layout">The layout in which the tensor is taken.</param>
/// <param name="Numbers">The axes in that layout.</param>
/// <param name="Keeps">Whether they stay with one element.</param>
internal sealed record ReducedAxes(Layout Layout, int[] Numbers, bool Keeps)
{
    /// <summary>The layout of what is left: plain where the axes are dropped.</summary>
    public Layout ResultLayout => Keeps ? Layout : Layout.Plain;

    /// <summary>Axes of the first input, in the layout that costs no transposition.</summary>
    /// <param name="node">The node.</param>
    /// <param name="axes">The axes as in the file, from 0.</param>
    /// <param name="keeps">Whether they stay with one element.</param>
    public static ReducedAxes Of(LoweringNode node, IReadOnlyList<int> axes, bool keeps)
    {
        int rank = node.Rank(0);
        Layout layout = node.LayoutOf(0);

        // What is left of channels-last is in the file's order only when the channels or all that stands before them is gone.
        bool isInOrder = keeps || layout == Layout.Plain || axes.Contains(1) || Enumerable.Range(2, rank - 2).All(axes.Contains);
        Layout taken = isInOrder ? layout : Layout.Plain;
        return new ReducedAxes(taken, [.. axes.Select(axis => Axes.In(taken, axis, rank)).Order()], keeps);
    }
}
