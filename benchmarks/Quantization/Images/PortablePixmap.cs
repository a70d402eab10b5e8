using System.Globalization;

namespace InferenceBench.Quantization.Images;

/// <summary>Netpbm's binary PPM (P6) and PGM (P5) with 8 bits a value.</summary>
internal static class PortablePixmap
{
    private const int Maximum = 255;

    /// <summary>Whether a file begins as these do.</summary>
    /// <param name="content">The file.</param>
    public static bool IsPixmap(ReadOnlySpan<byte> content)
    {
        return content is [(byte)'P', (byte)'5' or (byte)'6', (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n', ..];
    }

    /// <summary>Decodes an image.</summary>
    /// <param name="content">The file.</param>
    /// <exception cref="InvalidDataException">It is cut off, or has more than 8 bits.</exception>
    public static PixelImage Decode(ReadOnlySpan<byte> content)
    {
        int position = 2;
        int width = ReadNumber(content, ref position);
        int height = ReadNumber(content, ref position);
        int maximum = ReadNumber(content, ref position);
        int channels = content[1] == '6' ? PixelImage.Channels : 1;

        // Exactly one blank ends the header.
        position++;
        if (maximum != Maximum || !PixelImage.IsUsable(width, height) || content.Length - position < (long)width * height * channels)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"is cut off or no pixmap of 8 bits ({width} x {height}, highest value {maximum})"));
        }

        ReadOnlySpan<byte> values = content.Slice(position, width * height * channels);
        var rgb = new byte[width * height * PixelImage.Channels];
        for (int i = 0; i < rgb.Length; i++)
        {
            rgb[i] = channels == 1 ? values[i / PixelImage.Channels] : values[i];
        }

        return new PixelImage(width, height, rgb);
    }

    private static int ReadNumber(ReadOnlySpan<byte> content, ref int position)
    {
        while (content[position] <= ' ' || content[position] == '#')
        {
            if (content[position] == '#')
            {
                position += content[position..].IndexOf((byte)'\n');
            }

            position++;
        }

        int start = position;
        while (content[position] is >= (byte)'0' and <= (byte)'9')
        {
            position++;
        }

        return int.TryParse(content[start..position], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new InvalidDataException("has a damaged header");
    }
}
