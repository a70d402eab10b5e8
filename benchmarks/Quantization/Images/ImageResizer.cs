namespace InferenceBench.Quantization.Images;

/// <summary>Scales an image to cover a rectangle and cuts the rectangle out of its middle, as the evaluation of image networks does.</summary>
internal static class ImageResizer
{
    // The usual 224 of 256 pixels; an image that has the size already is taken as it is.
    private const double KeptShare = 0.875;

    /// <summary>Scales and cuts.</summary>
    /// <param name="image">The image.</param>
    /// <param name="width">Width of the rectangle.</param>
    /// <param name="height">Height of the rectangle.</param>
    /// <returns>Red, green and blue of each pixel, 0 to 255, row by row.</returns>
    public static float[] Resize(PixelImage image, int width, int height)
    {
        float[] pixels = Array.ConvertAll(image.Rgb, static value => (float)value);
        if (image.Width == width && image.Height == height)
        {
            return pixels;
        }

        // Source pixels for one of the rectangle.
        double step = Math.Min((double)image.Width / width, (double)image.Height / height) * KeptShare;
        float[] narrow = Scale(pixels, image.Height, image.Width, PixelImage.Channels, width, step);
        return Scale(narrow, 1, image.Height, width * PixelImage.Channels, height, step);
    }

    /// <summary>Scales one dimension with a triangle filter as wide as what is merged, so that nothing aliases.</summary>
    private static float[] Scale(float[] source, int outer, int length, int inner, int wanted, double step)
    {
        var target = new float[outer * wanted * inner];
        double offset = (length - (wanted * step)) / 2;
        for (int i = 0; i < wanted; i++)
        {
            (int first, double[] weights) = Weights(offset + ((i + 0.5) * step), Math.Max(step, 1), length);
            for (int block = 0; block < outer; block++)
            {
                for (int k = 0; k < weights.Length; k++)
                {
                    ReadOnlySpan<float> from = source.AsSpan(((block * length) + first + k) * inner, inner);
                    Span<float> to = target.AsSpan(((block * wanted) + i) * inner, inner);
                    for (int j = 0; j < inner; j++)
                    {
                        to[j] += (float)(weights[k] * from[j]);
                    }
                }
            }
        }

        return target;
    }

    private static (int First, double[] Weights) Weights(double centre, double radius, int length)
    {
        int first = Math.Clamp((int)Math.Ceiling(centre - radius - 0.5), 0, length - 1);
        int last = Math.Clamp((int)Math.Floor(centre + radius - 0.5), first, length - 1);
        var weights = new double[last - first + 1];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Max(1 - (Math.Abs(first + i + 0.5 - centre) / radius), 1e-9);
        }

        double sum = weights.Sum();
        return (first, Array.ConvertAll(weights, weight => weight / sum));
    }
}
