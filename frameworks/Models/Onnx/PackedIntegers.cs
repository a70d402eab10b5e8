using Google.Protobuf;

namespace InferenceBench.Models.Onnx;

/// <summary>Reads a large <c>int32_data</c> as the raw data that it stands for. Half floats and 8-bit weights come in it, a varint of up to ten bytes each;
/// parsed into a list they would take many times their size.</summary>
/// <param name="estimate">Adds up what the file needs in memory.</param>
/// <param name="stream">The file.</param>
internal sealed class PackedIntegers(MemoryEstimate estimate, Stream stream)
{
    private readonly byte[] _buffer = new byte[16 << 10];

    /// <summary>The elements as little-endian bytes.</summary>
    /// <param name="tensor">The tensor without that field.</param>
    /// <param name="parts">The parts of the field.</param>
    /// <exception cref="OnnxModelException">An integer is cut, the tensor has its data elsewhere, or would need too much memory.</exception>
    public ByteString ReadRaw(TensorProto tensor, IReadOnlyList<FileRange> parts)
    {
        int width = Math.Clamp(TensorTypes.BitsOf(tensor.DataType) / 8, 1, sizeof(int));
        if (!TensorFields.IsInInt32Data(tensor.DataType) || tensor.RawData.Length > 0 || tensor.Int32Data.Count > 0)
        {
            throw estimate.Bad($"initializer {OneLine.Quote(tensor.Name)} has integers where its type has none, or has its data twice: it is damaged");
        }

        long size = parts.Sum(Count) * width;
        estimate.Add(size);
        byte[] raw = new byte[size];
        int filled = 0;
        foreach (FileRange part in parts)
        {
            filled = Decode(part, raw, filled, width);
        }

        return UnsafeByteOperations.UnsafeWrap(raw);
    }

    // Each integer ends with a byte below 0x80.
    private long Count(FileRange part)
    {
        long count = 0;
        byte last = 0;
        foreach (ReadOnlyMemory<byte> block in Blocks(part))
        {
            foreach (byte value in block.Span)
            {
                count += value < 0x80 ? 1 : 0;
            }

            last = block.Span[^1];
        }

        return last < 0x80 ? count : throw estimate.Bad("an integer is cut: the file is damaged");
    }

    private int Decode(FileRange part, byte[] raw, int filled, int width)
    {
        uint value = 0;
        int shift = 0;
        foreach (ReadOnlyMemory<byte> block in Blocks(part))
        {
            foreach (byte next in block.Span)
            {
                // What lies beyond 32 bits repeats the sign.
                value |= shift < 32 ? (uint)(next & 0x7F) << shift : 0;
                shift = Math.Min(shift + 7, 32);
                if (next < 0x80)
                {
                    for (int i = 0; i < width; i++, value >>= 8)
                    {
                        raw[filled++] = (byte)value;
                    }

                    value = 0;
                    shift = 0;
                }
            }
        }

        return filled;
    }

    private IEnumerable<ReadOnlyMemory<byte>> Blocks(FileRange part)
    {
        for (long position = part.Start; position < part.End;)
        {
            stream.Position = position;
            int count = (int)Math.Min(_buffer.Length, part.End - position);
            stream.ReadExactly(_buffer, 0, count);
            position += count;
            yield return _buffer.AsMemory(0, count);
        }
    }
}
