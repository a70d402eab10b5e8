using System.Buffers.Binary;
using System.IO.Compression;

namespace InferenceBench.Quantization.Images;

/// <summary>Decodes PNG: all colour types and bit depths, interlaced or not. Alpha is ignored, of 16 bits the upper 8 are taken.</summary>
internal sealed class PngDecoder
{
    private const int ChunkOverhead = 12;

    // Start and step in x and y of the seven passes; without interlacing there is one.
    private static readonly (int X, int Y, int StepX, int StepY)[] s_passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
    private static readonly (int X, int Y, int StepX, int StepY)[] s_whole = [(0, 0, 1, 1)];

    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly byte[] _rgb;

    private PngDecoder(PngHeader header, byte[] palette)
    {
        _header = header;
        _palette = palette;
        _rgb = new byte[header.Width * header.Height * PixelImage.Channels];
    }

    /// <summary>Whether a file begins as PNG does.</summary>
    /// <param name="content">The file.</param>
    public static bool IsPng(ReadOnlySpan<byte> content)
    {
        return content is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..];
    }

    /// <summary>Decodes an image.</summary>
    /// <param name="content">The file.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public static PixelImage Decode(ReadOnlySpan<byte> content)
    {
        PngHeader? header = null;
        byte[] palette = [];
        using var compressed = new MemoryStream();
        int position = 8;
        while (content.Length - position >= ChunkOverhead)
        {
            int length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(content[position..]), int.MaxValue - ChunkOverhead);
            ReadOnlySpan<byte> name = content.Slice(position + 4, 4);
            ReadOnlySpan<byte> data = content.Slice(position + 8, length);
            if (name.SequenceEqual("IHDR"u8))
            {
                header = PngHeader.Read(data);
            }
            else if (name.SequenceEqual("PLTE"u8))
            {
                palette = data.ToArray();
            }
            else if (name.SequenceEqual("IDAT"u8))
            {
                compressed.Write(data);
            }

            position += length + ChunkOverhead;
        }

        compressed.Position = 0;
        using var rows = new ZLibStream(compressed, CompressionMode.Decompress);
        return new PngDecoder(header ?? throw new InvalidDataException("has no header"), palette).Decode(rows);
    }

    private PixelImage Decode(Stream rows)
    {
        foreach ((int x, int y, int stepX, int stepY) in _header.IsInterlaced ? s_passes : s_whole)
        {
            int pixels = (_header.Width - x + stepX - 1) / stepX;
            if (pixels <= 0)
            {
                continue;
            }

            // The filter comes before the row; the row above the first is zero.
            var row = new byte[1 + _header.RowBytes(pixels)];
            var above = new byte[row.Length];
            for (int line = y; line < _header.Height; line += stepY)
            {
                rows.ReadExactly(row);
                Unfilter(row[0], row.AsSpan(1), above.AsSpan(1));
                for (int i = 0; i < pixels; i++)
                {
                    SetPixel((line * _header.Width) + x + (i * stepX), row.AsSpan(1), i);
                }

                (row, above) = (above, row);
            }
        }

        return new PixelImage(_header.Width, _header.Height, _rgb);
    }

    private void Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        int distance = _header.FilterDistance;
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= distance ? row[i - distance] : 0;
            int corner = i >= distance ? above[i - distance] : 0;
            row[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Paeth(left, above[i], corner),
                _ => throw new InvalidDataException($"is damaged: it has no filter {filter}"),
            });
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        int toLeft = Math.Abs(estimate - left);
        int toAbove = Math.Abs(estimate - above);
        int toCorner = Math.Abs(estimate - corner);
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    private void SetPixel(int pixel, ReadOnlySpan<byte> row, int index)
    {
        Span<byte> target = _rgb.AsSpan(pixel * PixelImage.Channels, PixelImage.Channels);
        if (_header.Color == 3)
        {
            _palette.AsSpan(Value(row, index) * PixelImage.Channels, PixelImage.Channels).CopyTo(target);
            return;
        }

        bool isColored = _header.Color is 2 or 6;
        int highest = (1 << Math.Min(_header.Bits, 8)) - 1;
        for (int channel = 0; channel < PixelImage.Channels; channel++)
        {
            target[channel] = (byte)(Value(row, (index * _header.Values) + (isColored ? channel : 0)) * 255 / highest);
        }
    }

    private int Value(ReadOnlySpan<byte> row, int index)
    {
        if (_header.Bits >= 8)
        {
            return row[index * (_header.Bits / 8)];
        }

        // The leftmost pixel has the upper bits.
        int perByte = 8 / _header.Bits;
        int shift = (perByte - 1 - (index % perByte)) * _header.Bits;
        return (row[index / perByte] >> shift) & ((1 << _header.Bits) - 1);
    }
}
