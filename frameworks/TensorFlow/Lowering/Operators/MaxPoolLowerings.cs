using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Lowering.Windows;
using InferenceBench.Frameworks.TensorFlow.Protos;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>MaxPool, with the positions of the maxima when they are wanted.</summary>
internal static class MaxPoolLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering> { ["MaxPool"] = MaxPool };

    private static void MaxPool(LoweringNode node)
    {
        var window = SlidingWindow.OfPool(node);
        var frame = new WindowFrame(node, window);
        long[] shape = [.. node.Shape(0)[..2], .. window.Positions];
        if (node.Wants(1))
        {
            SetBoth(node, frame, window, shape);
            return;
        }

        node.Set(0, frame.Leave(window.IsDilated ? Dilated(node, frame, window) : Native(node, frame, window), frame.Type, shape), frame.Layout);
    }

    private static string Dilated(LoweringNode node, WindowFrame frame, SlidingWindow window)
    {
        return new WindowTaps(node, frame, window).Join("Maximum", Lowest(node, frame, window));
    }

    private static string Native(LoweringNode node, WindowFrame frame, SlidingWindow window)
    {
        string input;
        (string Name, AttrValue Value)[]? padding = WindowPadding.FindNamed(window);
        if (padding is null && IsExplicit(node, frame, window))
        {
            padding = WindowPadding.Explicit(frame, window.Begin, window.ExactEnd);
        }

        if (padding is null)
        {
            input = Lowest(node, frame, window);
            padding = [Attr.Text("padding", "VALID")];
        }
        else
        {
            input = frame.Enter();
        }

        // Of volumes there are kernels of floats alone; float32 holds every value of 8 bits.
        bool isWide = frame.IsVolume && !node.IsFloat(0);
        ElementType type = isWide ? ElementType.Float32 : frame.Type;
        string maxima = node.Let(
            frame.IsVolume ? "MaxPool3D" : "MaxPool", [node.Cast(input, frame.Type, type)],
            [Attr.Type("T", type), Attr.Ints("ksize", frame.Arranged(window.Kernel, 1)), Attr.Ints("strides", frame.Arranged(window.Strides, 1)), Attr.Text("data_format", frame.Format), .. padding]);
        return node.Cast(maxima, type, frame.Type);
    }

    // XLA compiles no pooling with pads that are given, and leaves the whole cluster to the kernels then. The kernels want pads smaller than the window, and floats.
    private static bool IsExplicit(LoweringNode node, WindowFrame frame, SlidingWindow window)
    {
        return !node.Options.IsCompiled && !frame.IsVolume && node.IsFloat(0)
            && Enumerable.Range(0, window.Rank).All(axis => window.Begin[axis] >= 0 && window.ExactEnd[axis] >= 0 && Math.Max(window.Begin[axis], window.ExactEnd[axis]) < window.Kernel[axis]);
    }

    private static string Lowest(LoweringNode node, WindowFrame frame, SlidingWindow window)
    {
        return frame.Padded(frame.Enter(), window, window.ExactEnd, node.Scalar(frame.Type, double.NegativeInfinity));
    }

    private static void SetBoth(LoweringNode node, WindowFrame frame, SlidingWindow window, long[] shape)
    {
        (string maxima, string places) = new WindowTaps(node, frame, window).Maximum(Lowest(node, frame, window), Places(node, frame, window));
        node.Set(0, frame.Leave(maxima, frame.Type, shape), frame.Layout);

        // ONNX counts over the whole input.
        long elements = window.Size.Aggregate(1L, static (product, size) => product * size);
        long[] starts = [.. Enumerable.Range(0, checked((int)(shape[0] * shape[1]))).Select(plane => plane * elements)];
        string first = Longs(node, frame, [shape[0], shape[1], .. Enumerable.Repeat(1L, window.Rank)], starts);
        node.Set(1, frame.Leave(node.Apply("AddV2", ElementType.Int64, places, first), ElementType.Int64, shape), frame.Layout);
    }

    // The number of each element of a padded plane; that of pads is never asked for.
    private static string Places(LoweringNode node, WindowFrame frame, SlidingWindow window)
    {
        bool isColumnMajor = node.Proto.GetInt("storage_order", 0) != 0;
        long[] end = window.ExactEnd;
        long[] places = [0];
        for (int axis = 0; axis < window.Rank; axis++)
        {
            long weight = (isColumnMajor ? window.Size[..axis] : window.Size[(axis + 1)..]).Aggregate(1L, static (product, size) => product * size);
            long[] along = [.. Enumerable.Range(0, checked((int)(window.Size[axis] + window.Begin[axis] + end[axis]))).Select(i => (i - window.Begin[axis]) * weight)];
            places = [.. places.SelectMany(place => along.Select(other => place + other))];
        }

        return Longs(node, frame, [1, 1, .. window.Size.Select((size, axis) => size + window.Begin[axis] + end[axis])], places);
    }

    private static string Longs(LoweringNode node, WindowFrame frame, long[] shape, long[] elements)
    {
        long[] wide = [shape[0], shape[1], .. frame.Widened(shape[2..], 1)];
        var plain = new ModelConstant(ElementType.Int64, wide, () => MemoryMarshal.AsBytes(elements.AsSpan()).ToArray());
        return node.Constant(frame.Layout == Layout.Plain ? plain : ConstantLayouts.Transpose(plain, Axes.ToChannelsLast(wide.Length)));
    }
}
