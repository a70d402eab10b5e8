using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Lowering;

/// <summary>Where the output of a transposed convolution lies in the whole that it could give.</summary>
/// <param name="Full">Size of the whole on each spatial axis.</param>
/// <param name="Begin">How many elements of it are cut off before the output; negative where the output begins earlier.</param>
public sealed record TransposedWindow(long[] Full, long[] Begin)
{
    /// <summary>Reads a node.</summary>
    /// <param name="node">A ConvTranspose.</param>
    /// <param name="window">Its window.</param>
    /// <param name="size">Size of its output on each spatial axis.</param>
    /// <exception cref="NotLoweredException">Engines disagree on what the attributes mean.</exception>
    public static TransposedWindow Of(OperatorNode node, SlidingWindow window, long[] size)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(size);
        long[] full = [.. Enumerable.Range(0, window.Rank).Select(axis => ((window.Size[axis] - 1) * window.Strides[axis]) + window.Extent(axis))];
        return new TransposedWindow(full, Pads(node, window, full, size));
    }

    // With output_shape or auto_pad what is cut off follows from the size of the output.
    private static long[] Pads(OperatorNode node, SlidingWindow window, long[] full, long[] size)
    {
        bool isGiven = node.Proto.GetInts("output_shape") is { Length: > 0 };
        if (!isGiven && window.AutoPad is ("NOTSET" or "VALID"))
        {
            return window.Begin;
        }

        long[] outputPads = node.Proto.GetInts("output_padding") is { Length: > 0 } given ? given : new long[window.Rank];
        if (!isGiven && Enumerable.Range(0, window.Rank).Any(axis => full[axis] + outputPads[axis] < size[axis]))
        {
            throw node.NotLowered("auto_pad of a kernel smaller than its stride, which engines read differently");
        }

        return [.. Enumerable.Range(0, window.Rank).Select(axis =>
        {
            long pads = Math.Max(full[axis] + outputPads[axis] - size[axis], 0);
            return window.AutoPad == "SAME_UPPER" ? pads / 2 : pads - (pads / 2);
        })];
    }
}
