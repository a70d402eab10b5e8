namespace InferenceBench.Models.Catalogue.Building;

/// <summary>Groups of layers that several architectures share.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>Scale of a residual branch against its shortcut: the sum of resnet152's 36 branches of one stage keeps a standard deviation below 3.</summary>
    public const double BranchGain = 0.4;

    /// <summary>Expected mean square of logits: as far apart as those of a trained classifier, so that softmax does not level them.</summary>
    public const double LogitMoment = 4;

    /// <summary>A convolution <c>PREFIX.0</c> without bias and its batch normalisation <c>PREFIX.1</c>.</summary>
    public Value ConvNorm(
        Value input, string prefix, long channels, Window window, long groups = 1, float epsilon = 1e-5f, double gain = 1)
    {
        return BatchNormalization(Conv(input, prefix + ".0", channels, window, groups), prefix + ".1", epsilon, gain);
    }

    /// <summary>Squeeze and excitation: channels weighted by a gate that two pointwise convolutions compute from their means.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="name">Prefix of the convolutions, <c>NAME.fc1</c> and <c>NAME.fc2</c>.</param>
    /// <param name="squeezed">Channels between the convolutions.</param>
    /// <param name="activation">Between the convolutions.</param>
    /// <param name="gate">After the second one.</param>
    public Value SqueezeExcite(Value input, string name, long squeezed, Func<Value, Value> activation, Func<Value, Value> gate)
    {
        Value squeeze = Conv(GlobalAveragePool(input), name + ".fc1", squeezed, Window.Point, bias: true);
        Value excite = Conv(activation(squeeze), name + ".fc2", input.Channels, Window.Point, bias: true);

        // A gate is open where its channel is large more often than not.
        const double Correlation = 1.15;
        Value gated = Mul(input, gate(excite));
        return gated with { Variance = Correlation * gated.Variance };
    }

    /// <summary>Mean over the image and a fully connected layer: the usual end of a classifier.</summary>
    public Value PooledClassifier(Value input, string name, long classes)
    {
        return Gemm(Flatten(GlobalAveragePool(input)), name, classes, LogitMoment);
    }
}
