using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Windows;

/// <summary>
/// Convolutions of each channel by itself. Pads are never given as such: TensorFlow 2.15 ends the process when its optimiser joins a bias to a depthwise convolution
/// of <c>EXPLICIT</c> padding ("Check failed: index &gt;= 0"). What <c>SAME</c> comes to is taken where it fits.
/// </summary>
internal static class DepthwiseConvolution
{
    // A window of 4 × 4 instead of 3 × 3 takes 8 % more time there, pads in a node of their own 150 % (112 × 112 × 64, step 2, one thread).
    private const int MostZeros = 2;

    /// <summary>Adds the node.</summary>
    /// <returns>The products, without bias.</returns>
    public static string Add(LoweringNode node, WindowFrame frame, SlidingWindow window, Kernel kernel)
    {
        string input = frame.Enter();
        long[] dilations = [.. Enumerable.Repeat(1L, window.Rank)];
        string padding = "SAME";
        if (kernel.IsConstant && FindSame(window) is { } zeros)
        {
            kernel = Spread(frame, window, kernel, zeros);
        }
        else
        {
            padding = "VALID";
            input = WindowPadding.IsValid(window) ? input : frame.Padded(input, window, window.End);
            dilations = kernel.IsConstant ? dilations : window.Dilations;
            kernel = kernel.IsConstant ? Spread(frame, window, kernel, [.. Enumerable.Repeat((0L, 0L), window.Rank)]) : kernel;
        }

        return node.Let(
            "DepthwiseConv2dNative", [input, kernel.Depthwise(node.Shape(0)[1])],
            Attr.Type("T", frame.Type),
            Attr.Ints("strides", Axes.Arrange(frame.Layout, [1, 1, .. frame.Widened(window.Strides, window.Strides[0])])),
            Attr.Ints("dilations", frame.Arranged(dilations, 1)),
            Attr.Text("padding", padding),
            Attr.Text("data_format", frame.Format));
    }

    // Zeros before and after the kernel on each axis with which SAME puts the window where it belongs; null when there are none.
    private static (long Head, long Tail)[]? FindSame(SlidingWindow window)
    {
        (long Head, long Tail)?[] found = [.. Enumerable.Range(0, window.Rank).Select(axis => FindSame(window, axis))];
        return Array.Exists(found, static zeros => zeros is null) || WindowPadding.IsValid(window) ? null : Array.ConvertAll(found, static zeros => zeros!.Value);
    }

    private static (long Head, long Tail)? FindSame(SlidingWindow window, int axis)
    {
        for (int zeros = 0; zeros <= MostZeros; zeros++)
        {
            for (int head = 0; head <= zeros; head++)
            {
                if (WindowPadding.IsSame(window.Size[axis], window.Extent(axis) + zeros, window.Strides[axis], window.Positions[axis], window.Begin[axis] + head))
                {
                    return (head, zeros - head);
                }
            }
        }

        return null;
    }

    // Zeros stand for dilation, too, which these kernels know with oneDNN alone.
    private static Kernel Spread(WindowFrame frame, SlidingWindow window, Kernel kernel, (long Head, long Tail)[] zeros)
    {
        long[] sizes = [.. zeros.Select((pair, axis) => pair.Head + window.Extent(axis) + pair.Tail)];
        return sizes.AsSpan().SequenceEqual(window.Kernel)
            ? kernel
            : kernel.Spread(frame.Widened(window.Dilations, 1), frame.Widened([.. zeros.Select(static pair => pair.Head)], 0), frame.Widened(sizes, 1));
    }
}
