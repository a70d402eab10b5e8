using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Lowering.Windows;
using InferenceBench.Frameworks.TensorFlow.Protos;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Transposed convolutions, which TensorFlow has as the gradients of convolutions.</summary>
internal static class TransposedConvolutionLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering> { ["ConvTranspose"] = ConvTranspose };

    private static void ConvTranspose(LoweringNode node)
    {
        var window = new SlidingWindow(node, node.Shape(1)[2..]);
        var frame = new WindowFrame(node, window);
        var end = ConvolutionEnd.Of(node);
        var kernel = Kernel.Of(node, frame);
        long groups = node.Proto.GetInt("group", 1);
        if (end.Affine is { } affine)
        {
            // Rows of the weights belong to a group of input channels, whose output channels are the columns.
            long rows = kernel.Shape[0] / groups;
            kernel = kernel.Scaled(1, [.. Enumerable.Range(0, checked((int)kernel.Shape[0])).SelectMany(row => affine.Scale.Skip((int)(row / rows * kernel.Shape[1])).Take((int)kernel.Shape[1]))]);
        }

        if (window.IsDilated && kernel.IsConstant)
        {
            // The CPU's gradients know dilation with oneDNN alone.
            kernel = kernel.Spread(frame.Widened(window.Dilations, 1), frame.Widened(new long[window.Rank], 0), frame.Widened([.. Enumerable.Range(0, window.Rank).Select(window.Extent)], 1));
        }

        long[] shape = node.OutputShape(0);
        end.Set(frame, Products(node, frame, window, kernel, shape, groups), shape, isGrouped: false);
    }

    private static string Products(LoweringNode node, WindowFrame frame, SlidingWindow window, Kernel kernel, long[] shape, long groups)
    {
        long[] size = shape[2..];
        (long[] full, long[] begin) = TransposedWindow.Of(node, window, size);
        long[] tail = [.. Enumerable.Range(0, window.Rank).Select(axis => full[axis] - size[axis] - begin[axis])];

        // The forward convolution of an output that is longer by less than a step has as many positions.
        bool isNative = !frame.IsVolume && Enumerable.Range(0, window.Rank).All(axis => begin[axis] >= 0 && tail[axis] > -window.Strides[axis]);
        if (isNative)
        {
            long[] cut = Array.ConvertAll(tail, static pad => Math.Max(pad, 0));
            bool isValid = begin.Concat(cut).All(static pad => pad == 0);
            return Gradient(node, frame, window, kernel, size, groups, isValid ? [Attr.Text("padding", "VALID")] : WindowPadding.Explicit(frame, begin, cut));
        }

        // The whole result, of which the output is a section; where it sticks out there is nothing but the bias.
        string whole = Gradient(node, frame, window, kernel, full, groups, [Attr.Text("padding", "VALID")]);
        long[] heads = Array.ConvertAll(begin, static pad => -pad);
        long[] tails = Array.ConvertAll(tail, static pad => -pad);
        return node.Padded(whole, frame.Type, frame.Shape([shape[0], shape[1], .. full]), frame.Arranged(heads, 0), frame.Arranged(tails, 0));
    }

    private static string Gradient(
        LoweringNode node, WindowFrame frame, SlidingWindow window, Kernel kernel, long[] size, long groups, (string Name, AttrValue Value)[] padding)
    {
        string op = frame.IsVolume ? "Conv3DBackpropInputV2" : "Conv2DBackpropInput";
        long[] dilations = kernel.IsConstant ? [.. Enumerable.Repeat(1L, window.Rank)] : window.Dilations;
        string sizes = node.Ints(frame.Shape([node.Shape(0)[0], kernel.Shape[1], .. size]));
        string input = frame.Enter();
        string weights = kernel.Arranged();

        // Groups one by one: the CPU knows gradients of grouped convolutions with oneDNN alone.
        string[] inputs = groups == 1 ? [input] : node.Split(input, frame.Type, frame.ChannelAxis, groups);
        string[] kernels = groups == 1 ? [weights] : node.Split(weights, frame.Type, frame.IsVolume ? 4 : 3, groups);
        (string Name, AttrValue Value)[] attributes = [
            Attr.Type("T", frame.Type), Attr.Ints("strides", frame.Arranged(window.Strides, 1)), Attr.Ints("dilations", frame.Arranged(dilations, 1)),
            Attr.Text("data_format", frame.Format), .. padding];
        if (frame.IsVolume)
        {
            attributes = [.. attributes, Attr.Type("Tshape", ElementType.Int32)];
        }

        return node.Joined([.. inputs.Zip(kernels).Select(pair => node.Let(op, [sizes, pair.Second, pair.First], attributes))], frame.Type, frame.ChannelAxis);
    }
}
