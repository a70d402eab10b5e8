using InferenceBench.Contracts;

namespace InferenceBench.Quantization.Images;

/// <summary>An input that takes images: one of 1 or 3 channels, in NCHW or NHWC order.</summary>
/// <param name="Channels">1 or 3.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="IsChannelsLast">NHWC.</param>
internal sealed record ImageInput(int Channels, int Height, int Width, bool IsChannelsLast)
{
    // ITU-R BT.601, as image libraries turn colours into grey.
    private static readonly float[] s_luma = [0.299f, 0.587f, 0.114f];

    /// <summary>Reads an input's shape; null when it takes no images.</summary>
    /// <param name="input">The input with a concrete shape.</param>
    public static ImageInput? Find(TensorSpec input)
    {
        return input.Shape switch
        {
            [1, 1 or 3, var height, var width] => new ImageInput((int)input.Shape[1], (int)height, (int)width, false),
            [1, var height, var width, 1 or 3] => new ImageInput((int)input.Shape[3], (int)height, (int)width, true),
            _ => null,
        };
    }

    /// <summary>The elements of the input for an image.</summary>
    /// <param name="image">The image, of any size.</param>
    /// <param name="scaling">How pixels become values.</param>
    public float[] Convert(PixelImage image, PixelScaling scaling)
    {
        float[] pixels = ImageResizer.Resize(image, Width, Height);
        var values = new float[Channels * Height * Width];
        int area = Height * Width;
        for (int pixel = 0; pixel < area; pixel++)
        {
            ReadOnlySpan<float> rgb = pixels.AsSpan(pixel * PixelImage.Channels, PixelImage.Channels);
            for (int channel = 0; channel < Channels; channel++)
            {
                float value = Channels == 1 ? (rgb[0] * s_luma[0]) + (rgb[1] * s_luma[1]) + (rgb[2] * s_luma[2]) : rgb[channel];
                values[IsChannelsLast ? (pixel * Channels) + channel : (channel * area) + pixel] = scaling.Apply(value, channel);
            }
        }

        return values;
    }
}
