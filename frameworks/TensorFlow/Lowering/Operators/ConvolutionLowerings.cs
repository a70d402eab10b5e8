using InferenceBench.Frameworks.TensorFlow.Lowering.Windows;
using InferenceBench.Frameworks.TensorFlow.Protos;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Convolutions of one to three spatial axes. Bias and BatchNormalization behind them come last, as the optimiser looks for them.</summary>
internal static class ConvolutionLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering> { ["Conv"] = Conv };

    private static void Conv(LoweringNode node)
    {
        var window = new SlidingWindow(node, node.Shape(1)[2..]);
        PaddedInput? padded = PaddedInput.Find(node);
        window = padded is null ? window : window.Before(padded.Heads, padded.Tails);
        var frame = new WindowFrame(node, window, padded);
        var end = ConvolutionEnd.Of(node);
        var kernel = Kernel.Of(node, frame);
        kernel = end.Affine is null ? kernel : kernel.Scaled(0, end.Affine.Scale);
        long groups = node.Proto.GetInt("group", 1);
        long channels = node.Shape(0)[1];
        if (groups < 1 || channels != kernel.Shape[1] * groups || kernel.Shape[0] % groups != 0)
        {
            throw new InvalidOperationException($"{channels} channels in {groups} groups for weights of {kernel.Shape[1]} and {kernel.Shape[0]}");
        }

        // TensorFlow's depthwise kernels take equal steps alone.
        bool isDepthwise = groups > 1 && groups == channels && !frame.IsVolume && window.Strides.Distinct().Count() == 1;
        string products = isDepthwise ? DepthwiseConvolution.Add(node, frame, window, kernel)
            : frame.IsVolume ? Volume(node, frame, window, kernel, groups)
            : Plane(node, frame, window, kernel);
        end.Set(frame, products, [node.Shape(0)[0], kernel.Shape[0], .. window.Positions], groups > 1 && !isDepthwise);
    }

    // Groups follow from the kernel's channels.
    private static string Plane(LoweringNode node, WindowFrame frame, SlidingWindow window, Kernel kernel)
    {
        string input = frame.Enter();
        (string Name, AttrValue Value)[]? padding = WindowPadding.FindNamed(window);
        if (padding is null && window.Begin.Concat(window.End).All(static pad => pad >= 0))
        {
            padding = WindowPadding.Explicit(frame, window.Begin, window.End);
        }

        if (padding is null)
        {
            input = frame.Padded(input, window, window.End);
            padding = [Attr.Text("padding", "VALID")];
        }

        return node.Let(
            "Conv2D", [input, kernel.Arranged()],
            [Attr.Type("T", frame.Type), Attr.Ints("strides", frame.Arranged(window.Strides, 1)), Attr.Ints("dilations", frame.Arranged(window.Dilations, 1)), Attr.Text("data_format", frame.Format), .. padding]);
    }

    // Conv3D has neither given pads nor groups, and dilation only with oneDNN or on a GPU.
    private static string Volume(LoweringNode node, WindowFrame frame, SlidingWindow window, Kernel kernel, long groups)
    {
        string input = frame.Enter();
        (string Name, AttrValue Value)[]? padding = WindowPadding.FindNamed(window);
        if (padding is null)
        {
            input = frame.Padded(input, window, window.End);
            padding = [Attr.Text("padding", "VALID")];
        }

        long[] dilations = window.Dilations;
        if (window.IsDilated && kernel.IsConstant)
        {
            kernel = kernel.Spread(window.Dilations, new long[3], [.. Enumerable.Range(0, 3).Select(window.Extent)]);
            dilations = [1, 1, 1];
        }

        string[] inputs = groups == 1 ? [input] : node.Split(input, frame.Type, frame.ChannelAxis, groups);
        string weights = kernel.Arranged();
        string[] kernels = groups == 1 ? [weights] : node.Split(weights, frame.Type, 4, groups);
        return node.Joined(
            [.. inputs.Zip(kernels).Select(pair => node.Let(
                "Conv3D", [pair.First, pair.Second],
                [Attr.Type("T", frame.Type), Attr.Ints("strides", frame.Arranged(window.Strides, 1)), Attr.Ints("dilations", frame.Arranged(dilations, 1)), Attr.Text("data_format", frame.Format), .. padding]))],
            frame.Type, frame.ChannelAxis);
    }
}
