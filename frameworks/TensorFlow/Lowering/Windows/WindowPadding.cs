using InferenceBench.Frameworks.TensorFlow.Protos;
using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Windows;

/// <summary>The paddings that TensorFlow's kernels know.</summary>
internal static class WindowPadding
{
    /// <summary>Whether a window without pads fits as often as asked for.</summary>
    public static bool IsValid(SlidingWindow window)
    {
        return Enumerable.Range(0, window.Rank).All(axis =>
            window.Begin[axis] == 0 && ((window.Size[axis] - window.Extent(axis)) / window.Strides[axis]) + 1 == window.Positions[axis] && window.Size[axis] >= window.Extent(axis));
    }

    /// <summary>Whether <c>SAME</c> comes to the pads of a window.</summary>
    public static bool IsSame(SlidingWindow window)
    {
        return Enumerable.Range(0, window.Rank).All(axis =>
            IsSame(window.Size[axis], window.Extent(axis), window.Strides[axis], window.Positions[axis], window.Begin[axis]));
    }

    /// <summary>Whether <c>SAME</c> puts a window of some extent where it is asked for.</summary>
    /// <param name="size">Elements of the axis.</param>
    /// <param name="extent">Elements that the window spans.</param>
    /// <param name="stride">Its step.</param>
    /// <param name="positions">How often it fits.</param>
    /// <param name="begin">Pads before the first element.</param>
    public static bool IsSame(long size, long extent, long stride, long positions, long begin)
    {
        return positions == (size + stride - 1) / stride && Math.Max(((positions - 1) * stride) + extent - size, 0) / 2 == begin;
    }

    /// <summary>Attributes for <c>VALID</c> or <c>SAME</c>; null when neither comes to the pads of the window.</summary>
    public static (string Name, AttrValue Value)[]? FindNamed(SlidingWindow window)
    {
        return IsValid(window) ? [Attr.Text("padding", "VALID")] : IsSame(window) ? [Attr.Text("padding", "SAME")] : null;
    }

    /// <summary>Attributes for pads that are given.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="begin">Pads before the spatial axes.</param>
    /// <param name="end">Pads after them.</param>
    public static (string Name, AttrValue Value)[] Explicit(WindowFrame frame, long[] begin, long[] end)
    {
        IEnumerable<long> pairs = frame.Arranged(begin, 0).Zip(frame.Arranged(end, 0)).SelectMany(static pads => new[] { pads.First, pads.Second });
        return [Attr.Text("padding", "EXPLICIT"), Attr.Ints("explicit_paddings", pairs)];
    }
}
