namespace InferenceBench.Quantization.Images;

/// <summary>An image in memory.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Rgb">Red, green and blue of each pixel, row by row from the top.</param>
internal sealed record PixelImage(int Width, int Height, byte[] Rgb)
{
    /// <summary>Colours of a pixel.</summary>
    public const int Channels = 3;

    // 1 GiB decoded; a sample of a network is some hundred pixels wide.
    private const long MostPixels = 1L << 28;

    /// <summary>Whether a size that a file declares can be one of an image that is meant.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    public static bool IsUsable(long width, long height)
    {
        return width > 0 && height > 0 && width * height <= MostPixels;
    }
}
