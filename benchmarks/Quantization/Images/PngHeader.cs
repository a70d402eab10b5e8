using System.Buffers.Binary;
using System.Globalization;

namespace InferenceBench.Quantization.Images;

/// <summary>What a PNG file's first chunk says.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Bits">Bits of a value: 1, 2, 4, 8 or 16.</param>
/// <param name="Color">PNG's number of the colour type: 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha.</param>
/// <param name="IsInterlaced">Seven passes of ever more pixels instead of row by row.</param>
internal sealed record PngHeader(int Width, int Height, int Bits, int Color, bool IsInterlaced)
{
    /// <summary>Bytes of the chunk.</summary>
    public const int SizeBytes = 13;

    /// <summary>Values of a pixel.</summary>
    public int Values => Color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>Reads the chunk.</summary>
    /// <param name="chunk">Its data.</param>
    /// <exception cref="InvalidDataException">It describes no image that PNG knows.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> chunk)
    {
        uint width = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        (int bits, int color, int interlace) = (chunk[8], chunk[9], chunk[12]);
        bool isKnown = (color, bits) is (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16);
        return isKnown && interlace <= 1 && PixelImage.IsUsable(width, height)
            ? new PngHeader((int)width, (int)height, bits, color, interlace == 1)
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"has a damaged header ({width} x {height}, colour type {color}, {bits} bits, interlace {interlace})"));
    }

    /// <summary>Bytes of a row of pixels, without its filter.</summary>
    /// <param name="pixels">Pixels in the row.</param>
    public int RowBytes(int pixels)
    {
        return checked((int)((((long)pixels * Values * Bits) + 7) / 8));
    }

    /// <summary>Distance in bytes to the same value of the pixel before, at least 1.</summary>
    public int FilterDistance => Math.Max(Values * Bits / 8, 1);
}
