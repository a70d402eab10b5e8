using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Windows as libtorch's operators want them.</summary>
internal static class TorchWindows
{
    /// <summary>Whether libtorch's operators, which pad both sides alike and never less than nothing, can be given the pads.</summary>
    public static bool HasNativePads(SlidingWindow window)
    {
        return window.Begin.SequenceEqual(window.End) && Array.TrueForAll(window.Begin, static pad => pad >= 0);
    }

    /// <summary>The <c>ceil_mode</c> with which libtorch's pooling gives the same windows; null when it has none.</summary>
    public static bool? NativeCeiling(SlidingWindow window)
    {
        // libtorch refuses pads of more than half a kernel.
        bool isPossible = HasNativePads(window) && Enumerable.Range(0, window.Rank).All(axis => window.Begin[axis] * 2 <= window.Kernel[axis]);
        return !isPossible ? null : window.Fits(isCeiling: false) ? false : window.Fits(isCeiling: true) ? true : null;
    }

    /// <summary>Pads of the spatial axes in the order of <c>constant_pad_nd</c>: from the last axis to the first.</summary>
    public static string PadList(long[] begin, long[] end)
    {
        return TorchText.List(Enumerable.Range(0, begin.Length).Reverse().SelectMany(axis => new[] { begin[axis], end[axis] }));
    }
}
