using InferenceBench.Quantization.Images.Jpeg;

namespace InferenceBench.Quantization.Images;

/// <summary>Reads image files by what they hold, whatever they are named.</summary>
internal static class ImageReader
{
    private static readonly HashSet<string> s_extensions = new(StringComparer.OrdinalIgnoreCase) { ".png", ".ppm", ".pgm", ".pnm", ".jpg", ".jpeg" };

    /// <summary>Whether a file's name says that it is an image.</summary>
    /// <param name="path">The file.</param>
    public static bool IsNamed(string path)
    {
        return s_extensions.Contains(Path.GetExtension(path));
    }

    /// <summary>Reads an image; transparency is ignored.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no image of a known format, or damaged; the message is one line with its path.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PixelImage Read(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        try
        {
            return PngDecoder.IsPng(content) ? PngDecoder.Decode(content)
                : PortablePixmap.IsPixmap(content) ? PortablePixmap.Decode(content)
                : JpegDecoder.IsJpeg(content) ? JpegDecoder.Decode(content)
                : throw new InvalidDataException("is neither JPEG nor PNG nor PPM");
        }
        catch (Exception e) when (e is InvalidDataException or IndexOutOfRangeException or ArgumentException or EndOfStreamException)
        {
            string reason = e is InvalidDataException ? e.Message : "is cut off or damaged";
            throw new InvalidDataException($"{path}: {reason}", e);
        }
    }
}
