namespace InferenceBench.Quantization.Images;

/// <summary>How a channel's pixel value becomes an input value: (pixel / 255 − mean) / deviation.</summary>
/// <param name="Mean">One for each channel.</param>
/// <param name="Deviation">One for each channel, not 0.</param>
internal sealed record PixelScaling(IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    private const float Highest = 255;

    /// <summary>What nets trained on ImageNet take, those of torchvision among them.</summary>
    public static PixelScaling ImageNet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>From the whole range of pixels to [−1, 1], for one channel.</summary>
    public static PixelScaling Grey { get; } = new([0.5f], [0.5f]);

    /// <summary>From the whole range of pixels to another range.</summary>
    /// <param name="low">What black becomes.</param>
    /// <param name="high">What white becomes.</param>
    /// <param name="channels">Number of channels.</param>
    public static PixelScaling To(float low, float high, int channels)
    {
        float deviation = 1 / (high - low);
        return new PixelScaling([.. Enumerable.Repeat(-low * deviation, channels)], [.. Enumerable.Repeat(deviation, channels)]);
    }

    /// <summary>The input value of a pixel.</summary>
    /// <param name="pixel">The pixel's value in a channel, 0 to 255.</param>
    /// <param name="channel">The channel.</param>
    public float Apply(float pixel, int channel)
    {
        return ((pixel / Highest) - Mean[channel]) / Deviation[channel];
    }
}
