using System.Buffers.Binary;

namespace InferenceBench.Quantization.Images.Jpeg;

/// <summary>Decodes JPEG: sequential and progressive with Huffman codes, grey or YCbCr in any sampling, or RGB. Orientation and colour profiles are ignored.</summary>
internal sealed class JpegDecoder
{
    private const int Tables = 4;
    private readonly ushort[]?[] _quantization = new ushort[Tables][];
    private readonly HuffmanTable?[] _constant = new HuffmanTable[Tables];
    private readonly HuffmanTable?[] _others = new HuffmanTable[Tables];
    private Frame? _frame;
    private int _restartInterval;
    private bool _isRgb;

    private JpegDecoder()
    {
    }

    /// <summary>Whether a file begins as JPEG does.</summary>
    /// <param name="content">The file.</param>
    public static bool IsJpeg(ReadOnlySpan<byte> content)
    {
        return content is [0xFF, 0xD8, 0xFF, ..];
    }

    /// <summary>Decodes an image.</summary>
    /// <param name="content">The file.</param>
    /// <exception cref="InvalidDataException">It is damaged or of a kind that is not read.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public static PixelImage Decode(ReadOnlySpan<byte> content)
    {
        var decoder = new JpegDecoder();
        decoder.ReadSegments(content);
        return decoder.CreateImage();
    }

    private void ReadSegments(ReadOnlySpan<byte> content)
    {
        int position = 2;
        while (position + 1 < content.Length)
        {
            // Between segments lies nothing that matters, and before a marker any number of fill bytes.
            if (content[position] != 0xFF || content[position + 1] is 0 or 0xFF or (>= 0xD0 and <= 0xD8))
            {
                position++;
                continue;
            }

            byte marker = content[position + 1];
            if (marker == 0xD9)
            {
                return;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(content[(position + 2)..]);
            ReadOnlySpan<byte> segment = content.Slice(position + 4, length - 2);
            position += 2 + length;
            if (marker == 0xDA)
            {
                position = new ScanDecoder(_frame ?? throw new InvalidDataException("is damaged: a scan comes before its frame"), ReadScan(segment), _restartInterval).Decode(content, position);
            }
            else
            {
                ReadSegment(marker, segment);
            }
        }

        throw new EndOfStreamException();
    }

    private void ReadSegment(byte marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case 0xC0 or 0xC1 or 0xC2:
                _frame = Frame.Read(segment, isProgressive: marker == 0xC2);
                break;
            case 0xC3 or (>= 0xC5 and <= 0xC7) or (>= 0xC9 and <= 0xCB) or (>= 0xCD and <= 0xCF):
                throw new InvalidDataException($"is a JPEG file of a kind that is not read (frame 0x{marker:X2}: lossless, hierarchical or arithmetic): convert it to PNG");
            case 0xC4:
                ReadHuffmanTables(segment);
                break;
            case 0xDB:
                ReadQuantizationTables(segment);
                break;
            case 0xDD:
                _restartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
                break;
            case 0xEE when segment.StartsWith("Adobe"u8) && segment.Length >= 12:
                _isRgb = segment[11] == 0;
                break;
        }
    }

    private void ReadHuffmanTables(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > HuffmanTable.MostBits)
        {
            ReadOnlySpan<byte> counts = segment.Slice(1, HuffmanTable.MostBits);
            int total = 0;
            foreach (byte count in counts)
            {
                total += count;
            }

            var table = new HuffmanTable(counts, segment.Slice(1 + HuffmanTable.MostBits, total));
            ((segment[0] >> 4) == 0 ? _constant : _others)[segment[0] & 3] = table;
            segment = segment[(1 + HuffmanTable.MostBits + total)..];
        }
    }

    private void ReadQuantizationTables(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > Component.BlockSize)
        {
            int width = (segment[0] >> 4) == 0 ? 1 : 2;
            var table = new ushort[Component.BlockSize];
            for (int i = 0; i < table.Length; i++)
            {
                table[i] = width == 1 ? segment[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + (2 * i))..]);
            }

            _quantization[segment[0] & 3] = table;
            segment = segment[(1 + (width * Component.BlockSize))..];
        }
    }

    private Scan ReadScan(ReadOnlySpan<byte> segment)
    {
        int count = segment[0];
        var components = new List<(Component, HuffmanTable?, HuffmanTable?)>();
        for (int i = 0; i < count; i++)
        {
            (int id, int tables) = (segment[1 + (2 * i)], segment[2 + (2 * i)]);
            Component component = _frame!.Components.FirstOrDefault(component => component.Id == id) ?? throw new InvalidDataException($"is damaged: a scan names the colour plane {id}, which its frame has not");
            components.Add((component, _constant[(tables >> 4) & 3], _others[tables & 3]));
        }

        ReadOnlySpan<byte> rest = segment[(1 + (2 * count))..];
        bool isUsable = count > 0 && rest[0] <= rest[1] && rest[1] < Component.BlockSize;
        return !isUsable ? throw new InvalidDataException("is damaged: a scan holds no coefficients")
            : _frame!.IsProgressive ? new Scan(components, rest[0], rest[1], rest[2] >> 4, rest[2] & 15)
            : new Scan(components, 0, Component.BlockSize - 1, 0, 0);
    }

    private PixelImage CreateImage()
    {
        Frame frame = _frame ?? throw new InvalidDataException("is damaged: it has no frame");
        Plane[] planes = [.. frame.Components.Select(component => new Plane(
            CosineTransform.Invert(component, _quantization[component.Table & 3] ?? throw new InvalidDataException("is damaged: it lacks a quantization table")), component, frame))];
        return new PixelImage(frame.Width, frame.Height, ColorConversion.ToRgb(planes, frame.Width, frame.Height, _isRgb));
    }
}
