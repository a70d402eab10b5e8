using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using InferenceBench.Quantization.Images;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Quantization;

public sealed class ImageReaderTests : IDisposable
{
    // Start and step in x and y of the passes of an interlaced PNG, from its specification.
    private static readonly int[][] s_passes = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]];
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_filter_of_a_PNG_is_undone(int filter)
    {
        byte[] rgb = Noise(5 * 4 * 3);

        PixelImage image = Read(Png(5, 4, 8, 2, Rows(rgb, 5 * 3, 3, filter)));

        Assert.Equal((5, 4), (image.Width, image.Height));
        Assert.Equal(rgb, image.Rgb);
    }

    [Fact]
    public void An_interlaced_PNG_is_put_together()
    {
        const int Width = 11;
        const int Height = 9;
        byte[] rgb = Noise(Width * Height * 3);
        var rows = new List<byte>();
        foreach (int[] pass in s_passes)
        {
            for (int y = pass[1]; y < Height; y += pass[3])
            {
                rows.Add(0);
                for (int x = pass[0]; x < Width; x += pass[2])
                {
                    rows.AddRange(rgb.AsSpan(((y * Width) + x) * 3, 3).ToArray());
                }
            }
        }

        Assert.Equal(rgb, Read(Png(Width, Height, 8, 2, [.. rows], interlace: 1)).Rgb);
    }

    [Fact]
    public void Bits_of_a_palette_image_count_from_the_left()
    {
        byte[] palette = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120];

        PixelImage image = Read(Png(5, 1, 2, 3, [0, 0b00_01_10_11, 0b01_000000], palette));

        Assert.Equal([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 40, 50, 60], image.Rgb);
    }

    [Theory]
    [InlineData(1, 0, new byte[] { 0, 0b1010_0000 }, new byte[] { 255, 0 })]
    [InlineData(4, 0, new byte[] { 0, 0xF3 }, new byte[] { 255, 51 })]
    [InlineData(16, 0, new byte[] { 0, 200, 9, 7, 9 }, new byte[] { 200, 7 })]
    [InlineData(8, 4, new byte[] { 0, 200, 9, 7, 9 }, new byte[] { 200, 7 })]
    public void Grey_of_every_depth_fills_all_three_colours(int bits, int color, byte[] rows, byte[] expected)
    {
        Assert.Equal(expected.SelectMany(static value => new[] { value, value, value }), Read(Png(2, 1, bits, color, rows)).Rgb);
    }

    [Fact]
    public void Alpha_is_ignored()
    {
        Assert.Equal([1, 2, 3], Read(Png(1, 1, 8, 6, [0, 1, 2, 3, 0])).Rgb);
    }

    [Fact]
    public void Pixmaps_of_both_kinds_are_read_comments_included()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6], Read([.. Encoding.ASCII.GetBytes("P6\n# made by hand\n2 1\n255\n"), 1, 2, 3, 4, 5, 6]).Rgb);
        Assert.Equal([7, 7, 7, 8, 8, 8], Read([.. Encoding.ASCII.GetBytes("P5 1 2 255\n"), 7, 8]).Rgb);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused_with_its_path()
    {
        byte[] whole = Png(5, 4, 8, 2, Rows(Noise(5 * 4 * 3), 15, 3, 4));
        for (int length = 0; length < whole.Length - 16; length += 3)
        {
            InvalidDataException e = Assert.Throws<InvalidDataException>(() => Read(whole[..length]));
            Assert.StartsWith(_folder.Path, e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("P6\n2 1\n65535\n......", "highest value 65535")]
    [InlineData("P6\n2000 1000\n255\nshort", "is cut off")]
    [InlineData("P6\n", "is cut off or damaged")]
    [InlineData("GIF89a", "is neither JPEG nor PNG nor PPM")]
    public void What_is_no_such_image_is_refused_with_the_reason(string content, string message)
    {
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(Encoding.ASCII.GetBytes(content))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_that_no_image_has_is_refused_before_memory_is_taken()
    {
        Assert.Contains("damaged header", Assert.Throws<InvalidDataException>(() => Read(Png(1 << 30, 1 << 30, 8, 2, [0]))).Message, StringComparison.Ordinal);
    }

    private PixelImage Read(byte[] content)
    {
        string file = _folder.File("image");
        File.WriteAllBytes(file, content);
        return ImageReader.Read(file);
    }

    private static byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        new Random(3).NextBytes(noise);
        return noise;
    }

    /// <summary>Rows with a filter applied, as an encoder writes them.</summary>
    private static byte[] Rows(byte[] data, int rowBytes, int distance, int filter)
    {
        var rows = new List<byte>();
        for (int start = 0; start < data.Length; start += rowBytes)
        {
            rows.Add((byte)filter);
            for (int i = 0; i < rowBytes; i++)
            {
                int a = i >= distance ? data[start + i - distance] : 0;
                int b = start > 0 ? data[start - rowBytes + i] : 0;
                int c = i >= distance && start > 0 ? data[start - rowBytes + i - distance] : 0;
                rows.Add((byte)(data[start + i] - (filter switch { 1 => a, 2 => b, 3 => (a + b) / 2, 4 => Predict(a, b, c), _ => 0 })));
            }
        }

        return [.. rows];
    }

    // The specification's words: the nearest of left, above, upper left to left + above − upper left, ties in that order.
    private static int Predict(int a, int b, int c)
    {
        return new[] { a, b, c }.MinBy(value => Math.Abs(a + b - c - value));
    }

    private static byte[] Png(int width, int height, int bits, int color, byte[] rows, byte[]? palette = null, byte interlace = 0)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)bits, (byte)color, interlace);
        using var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(rows);
        }

        byte[] data = compressed.ToArray();
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. palette is null ? [] : Chunk("PLTE", palette),
            .. Chunk("IDAT", data[..(data.Length / 2)]), .. Chunk("IDAT", data[(data.Length / 2)..]), .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];
    }
}
