namespace InferenceBench.Models.Catalogue.Building;

/// <summary>Layers with weights. Their scale comes from the expected mean square of what they read, so that what they write has a chosen one at any depth.</summary>
internal sealed partial class GraphBuilder
{
    private const double BiasHalfWidth = 0.1;
    private const double NormSpread = 0.25;
    private const double VarianceSpread = 0.4;

    /// <summary>A two-dimensional convolution over NCHW.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="name">Name of the layer.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="window">Kernel, stride and padding.</param>
    /// <param name="groups">Groups; the number of channels for a depthwise convolution.</param>
    /// <param name="bias">Whether it has a bias.</param>
    /// <param name="moment">Expected mean square of what it writes.</param>
    public Value Conv(Value input, string name, long channels, Window window, long groups = 1, bool bias = false, double moment = 1)
    {
        long fanIn = input.Channels / groups * window.Kernel * window.Kernel;
        long[] shape = [1, channels, window.PositionsOn(input.Shape[2]), window.PositionsOn(input.Shape[3])];
        List<string> inputs =
        [
            input.Name,
            AddWeight(name + ".weight", [channels, input.Channels / groups, window.Kernel, window.Kernel], 0, HalfWidth(input, fanIn, moment)),
        ];
        if (bias)
        {
            inputs.Add(AddWeight(name + ".bias", [channels], 0, BiasHalfWidth));
        }

        var output = new Value(name, shape, moment, moment / 2);
        _macs += output.ElementCount * fanIn;
        return AddNode(
            "Conv",
            name,
            inputs,
            output,
            Attribute("dilations", 1, 1),
            Attribute("group", groups),
            Attribute("kernel_shape", window.Kernel, window.Kernel),
            Attribute("pads", window.Begin, window.Begin, window.End, window.End),
            Attribute("strides", window.Stride, window.Stride));
    }

    /// <summary>A fully connected layer with bias.</summary>
    /// <param name="input">What it reads, [batch, features].</param>
    /// <param name="name">Name of the layer.</param>
    /// <param name="features">Output features.</param>
    /// <param name="moment">Expected mean square of what it writes.</param>
    public Value Gemm(Value input, string name, long features, double moment = 1)
    {
        string weight = AddWeight(name + ".weight", [features, input.Channels], 0, HalfWidth(input, input.Channels, moment));
        string bias = AddWeight(name + ".bias", [features], 0, BiasHalfWidth);
        _macs += features * input.Channels;
        return AddNode(
            "Gemm",
            name,
            [input.Name, weight, bias],
            new Value(name, [1, features], moment, moment / 2),
            Attribute("alpha", 1f),
            Attribute("beta", 1f),
            Attribute("transB", 1));
    }

    /// <summary>Batch normalisation with statistics that fit what it reads without being trivial.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="name">Name of the layer.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="gain">Expected scale of what it writes; below 1 for the last layer of a residual branch, so that a sum of many branches stays in range.</param>
    public Value BatchNormalization(Value input, string name, float epsilon = 1e-5f, double gain = 1)
    {
        long[] channels = [input.Channels];
        double variance = input.SecondMoment;
        string[] inputs =
        [
            input.Name,
            AddWeight(name + ".weight", channels, gain, gain * NormSpread),
            AddWeight(name + ".bias", channels, 0, gain * NormSpread),
            AddWeight(name + ".running_mean", channels, 0, Math.Sqrt(variance) * NormSpread, trainable: false),
            AddWeight(name + ".running_var", channels, variance, variance * VarianceSpread, trainable: false),
        ];

        // Mean square of a uniform scale around 1 times that of (x − mean), plus that of the shift; the mean of 1/variance is within 6 % of 1.
        const double Spread = NormSpread * NormSpread / 3;
        double moment = gain * gain * (((1 + Spread) * (1 + Spread)) + Spread);
        return AddNode("BatchNormalization", name, inputs, new Value(name, input.Shape, moment, moment / 2), Attribute("epsilon", epsilon));
    }

    /// <summary>Half the width of the uniform distribution that gives a sum of <paramref name="fanIn"/> products the wanted mean square.</summary>
    private static double HalfWidth(Value input, long fanIn, double moment)
    {
        return Math.Sqrt(3 * moment / (fanIn * input.SecondMoment));
    }
}
