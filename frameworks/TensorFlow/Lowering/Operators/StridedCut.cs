using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Which elements along each axis of a tensor are taken; all of them until something else is said. Axes are those of the file.</summary>
internal sealed class StridedCut
{
    private readonly long[] _begins;
    private readonly long[] _ends;
    private readonly long[] _steps;
    private readonly bool[] _isToEnd;
    private readonly bool[] _isFromStart;
    private int _dropped = -1;

    /// <summary>All elements.</summary>
    /// <param name="rank">Number of the tensor's axes.</param>
    public StridedCut(int rank)
    {
        _begins = new long[rank];
        _ends = new long[rank];
        _steps = [.. Enumerable.Repeat(1L, rank)];
        _isToEnd = [.. Enumerable.Repeat(true, rank)];
        _isFromStart = [.. Enumerable.Repeat(true, rank)];
    }

    /// <summary>Whether all elements are taken as they are.</summary>
    public bool IsWhole => !Array.Exists(_isFromStart, static whole => !whole) && !Array.Exists(_isToEnd, static whole => !whole) && Array.TrueForAll(_steps, static step => step == 1);

    /// <summary>Takes part of an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="begin">The first element; null for the one at the start (the end, where the step is negative).</param>
    /// <param name="end">The first element that is not taken; null for none.</param>
    /// <param name="step">From one element to the next.</param>
    public void Take(int axis, long? begin, long? end, long step = 1)
    {
        (_begins[axis], _ends[axis], _steps[axis]) = (begin ?? 0, end ?? 0, step);
        (_isFromStart[axis], _isToEnd[axis]) = (begin is null, end is null);
    }

    /// <summary>Takes one element of an axis, which is gone in the result.</summary>
    public void TakeOne(int axis, long index)
    {
        Take(axis, index, index + 1);
        _dropped = axis;
    }

    /// <summary>Adds the node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="type">Its element type.</param>
    /// <param name="layout">The order of its axes.</param>
    public string Write(LoweringNode node, string tensor, ElementType type, Layout layout)
    {
        bool[] isDropped = [.. Enumerable.Range(0, _begins.Length).Select(axis => axis == _dropped)];
        return node.Let("StridedSlice",
            [tensor, node.Ints(Axes.Arrange(layout, _begins)), node.Ints(Axes.Arrange(layout, _ends)), node.Ints(Axes.Arrange(layout, _steps))],
            Attr.Type("T", type), Attr.Type("Index", ElementType.Int32),
            Attr.Int("begin_mask", Mask(layout, _isFromStart)), Attr.Int("end_mask", Mask(layout, _isToEnd)),
            Attr.Int("shrink_axis_mask", Mask(layout, isDropped)));
    }

    private static long Mask(Layout layout, bool[] bits)
    {
        return Axes.Arrange(layout, bits).Select(static (bit, i) => bit ? 1L << i : 0).Sum();
    }
}
