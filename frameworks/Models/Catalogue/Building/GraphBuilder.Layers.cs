namespace InferenceBench.Models.Catalogue.Building;

/// <summary>
/// Layers with weights. Their scale comes from the expected moments of what they read, so that what they write has a chosen mean square at any depth. Filters over
/// rectified channels sum to zero: else the mean that all channels share would drown, layer by layer, what depends on the input.
/// </summary>
internal sealed partial class GraphBuilder
{
    /// <summary>
    /// Spread of biases and of the shifts of batch normalisation, large on purpose: the share of a layer's output that does not depend on its input damps rounding
    /// errors and those of the expected moments, which layer upon layer would amplify otherwise.
    /// </summary>
    private const double ShiftSpread = 0.65;
    private const double ShiftShare = ShiftSpread * ShiftSpread / 3;

    /// <summary>Few weights make a channel of a depthwise convolution: channels differ, and a rectifier leaves more variance of such a mixture than of a normal.</summary>
    private const double DepthwiseShare = 0.9;
    private const double ScaleCentre = 0.91;
    private const double ScaleSpread = 0.2;
    private const double MeanSpread = 0.2;
    private const double VarianceSpread = 0.3;

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
        long groupChannels = input.Channels / groups;
        long fanIn = groupChannels * window.Kernel * window.Kernel;
        long[] shape = [1, channels, window.PositionsOn(input.Shape[2]), window.PositionsOn(input.Shape[3])];
        long[] weightShape = [channels, groupChannels, window.Kernel, window.Kernel];
        bool isDepthwise = groups > 1 && groupChannels == 1;
        double filtered = moment * (bias ? 1 - ShiftShare : 1) * (isDepthwise ? DepthwiseShare : 1);
        List<string> inputs = [input.Name, AddFilters(input, name + ".weight", weightShape, fanIn, filtered, balanced: !isDepthwise)];
        if (bias)
        {
            inputs.Add(AddWeight(name + ".bias", [channels], 0, ShiftSpread * Math.Sqrt(moment)));
        }

        var output = new Value(name, shape, 0, moment);
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
        string weight = AddFilters(input, name + ".weight", [features, input.Channels], input.Channels, (1 - ShiftShare) * moment, balanced: true);
        string bias = AddWeight(name + ".bias", [features], 0, ShiftSpread * Math.Sqrt(moment));
        _macs += features * input.Channels;
        return AddNode(
            "Gemm",
            name,
            [input.Name, weight, bias],
            new Value(name, [1, features], 0, moment),
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
        double variance = input.Variance;
        string[] inputs =
        [
            input.Name,
            AddWeight(name + ".weight", channels, gain * ScaleCentre, gain * ScaleSpread),
            AddWeight(name + ".bias", channels, 0, gain * ShiftSpread),
            AddWeight(name + ".running_mean", channels, 0, Math.Sqrt(variance) * MeanSpread, trainable: false),
            AddWeight(name + ".running_var", channels, variance, variance * VarianceSpread, trainable: false),
        ];

        // Scale² × (1 + mean²) × 1/variance + shift², each by its expectation; that of 1/variance is 1.03 for this spread.
        const double Scaled = ((ScaleCentre * ScaleCentre) + (ScaleSpread * ScaleSpread / 3)) * (1 + (MeanSpread * MeanSpread / 3)) * 1.03;
        double moment = gain * gain * (Scaled + ShiftShare);
        return AddNode("BatchNormalization", name, inputs, new Value(name, input.Shape, 0, moment), Attribute("epsilon", epsilon));
    }

    /// <summary>Adds weights that give a sum of products the wanted mean square.</summary>
    private string AddFilters(Value input, string name, IEnumerable<long> shape, long fanIn, double moment, bool balanced)
    {
        bool sumsToZero = balanced && input.Mean * input.Mean > 0.01 * input.Variance;
        double spread = sumsToZero ? input.Variance : input.SecondMoment;
        return AddWeight(name, shape, 0, Math.Sqrt(3 * moment / (fanIn * spread)), balancedRow: sumsToZero ? fanIn : 0);
    }
}
