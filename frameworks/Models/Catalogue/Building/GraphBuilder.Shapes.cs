namespace InferenceBench.Models.Catalogue.Building;

/// <summary>Pooling and layers that move elements.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>Maximum over a window.</summary>
    public Value MaxPool(Value input, Window window, bool ceiling = false)
    {
        // The mean and the mean square of the largest of k² rectified normals are 2.6 and 3.1 (k = 2), 3.7 and 5.1 (k = 3) times those of one; less where
        // neighbours are alike.
        (double meanGain, double momentGain) = window.Kernel == 2 ? (2.1, 2.3) : (3.0, 3.8);
        double mean = meanGain * input.Mean;
        long[] shape = [1, input.Channels, window.PositionsOn(input.Shape[2], ceiling), window.PositionsOn(input.Shape[3], ceiling)];
        Value output = input with { Shape = shape, Mean = mean, Variance = (momentGain * input.SecondMoment) - (mean * mean) };
        return AddNode(
            "MaxPool",
            NextName("MaxPool"),
            [input.Name],
            output,
            Attribute("ceil_mode", ceiling ? 1 : 0),
            Attribute("kernel_shape", window.Kernel, window.Kernel),
            Attribute("pads", window.Begin, window.Begin, window.End, window.End),
            Attribute("strides", window.Stride, window.Stride));
    }

    /// <summary>Mean over each channel: [batch, channels, 1, 1].</summary>
    public Value GlobalAveragePool(Value input)
    {
        // The mean over an image keeps the differences between channels, about three quarters of the variance here, and levels those between pixels.
        const double Kept = 0.7;
        Value output = input with { Shape = [1, input.Channels, 1, 1], Variance = Kept * input.Variance };
        return AddNode("GlobalAveragePool", NextName("GlobalAveragePool"), [input.Name], output);
    }

    /// <summary>All but the batch as one dimension.</summary>
    public Value Flatten(Value input)
    {
        return AddNode("Flatten", NextName("Flatten"), [input.Name], input with { Shape = [1, input.ElementCount] }, Attribute("axis", 1));
    }

    /// <summary>NHWC to NCHW.</summary>
    public Value ToChannelsFirst(Value input)
    {
        long[] shape = [input.Shape[0], input.Shape[3], input.Shape[1], input.Shape[2]];
        return AddNode("Transpose", NextName("Transpose"), [input.Name], input with { Shape = shape }, Attribute("perm", 0, 3, 1, 2));
    }

    /// <summary>Two values of one size behind each other along the channels.</summary>
    public Value ConcatChannels(Value left, Value right)
    {
        Value output = left with
        {
            Shape = [1, left.Channels + right.Channels, left.Shape[2], left.Shape[3]],
            Mean = WeighByChannels(left, left.Mean, right, right.Mean),
            Variance = WeighByChannels(left, left.Variance, right, right.Variance),
        };
        return AddNode("Concat", NextName("Concat"), [left.Name, right.Name], output, Attribute("axis", 1));
    }

    /// <summary>Every second row and column.</summary>
    public Value Subsample(Value input)
    {
        string name = NextName("Slice");
        string[] inputs =
        [
            input.Name,
            AddConstant(name + ".starts", 0, 0),
            AddConstant(name + ".ends", long.MaxValue, long.MaxValue),
            AddConstant(name + ".axes", 2, 3),
            AddConstant(name + ".steps", 2, 2),
        ];
        long[] shape = [1, input.Channels, (input.Shape[2] + 1) / 2, (input.Shape[3] + 1) / 2];
        return AddNode("Slice", name, inputs, input with { Shape = shape });
    }

    /// <summary>Zeros around the channels: as many before as after.</summary>
    public Value PadChannels(Value input, long each)
    {
        double kept = input.Channels / (double)(input.Channels + (2 * each));
        Value output = input with
        {
            Shape = [1, input.Channels + (2 * each), input.Shape[2], input.Shape[3]],
            Mean = kept * input.Mean,
            Variance = (kept * input.SecondMoment) - (kept * kept * input.Mean * input.Mean),
        };
        return Pad(input, output, 0, each, 0, 0, 0, each, 0, 0);
    }

    /// <summary>Zeros around the image: before the first and after the last row and column.</summary>
    public Value PadImage(Value input, long begin, long end)
    {
        long[] shape = [1, input.Channels, input.Shape[2] + begin + end, input.Shape[3] + begin + end];
        return Pad(input, input with { Shape = shape }, 0, 0, begin, begin, 0, 0, end, end);
    }

    private Value Pad(Value input, Value output, params ReadOnlySpan<long> pads)
    {
        string name = NextName("Pad");
        return AddNode("Pad", name, [input.Name, AddConstant(name + ".pads", pads)], output);
    }

    private static double WeighByChannels(Value left, double leftMoment, Value right, double rightMoment)
    {
        return ((left.Channels * leftMoment) + (right.Channels * rightMoment)) / (left.Channels + right.Channels);
    }
}
