using Google.Protobuf.Reflection;

namespace InferenceBench.Models.Onnx;

/// <summary>Walks over a protobuf file before it is parsed: finds where it is cut, and refuses one that would need far more memory than it has bytes
/// (a message of two bytes becomes an object of two hundred).</summary>
internal ref struct WireScanner
{
    // Google.Protobuf's own limit; an ONNX graph within a graph takes three levels.
    private const int MaxDepth = 100;
    private const long AllowanceBytes = 56L << 20;

    // Measured sizes of the generated classes with their list headers, rounded up.
    private const long MessageBytes = 256;
    private const long TextBytes = 112;

    // The list of them doubles while it grows, so three times its final size at the worst.
    private const long NumberBytes = 24;

    private readonly string _file;
    private readonly ReadOnlySpan<byte> _content;
    private int _position;
    private long _estimatedBytes;

    private WireScanner(string file, ReadOnlySpan<byte> content)
    {
        _file = file;
        _content = content;
    }

    /// <summary>Checks a file's content.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="content">The content.</param>
    /// <exception cref="OnnxModelException">It is no protobuf message, is cut, or would need too much memory.</exception>
    public static void Check(string file, ReadOnlySpan<byte> content)
    {
        var scanner = new WireScanner(file, content);
        scanner.Scan(ModelProto.Descriptor, content.Length, 0);
    }

    private void Scan(MessageDescriptor message, int end, int depth)
    {
        if (depth >= MaxDepth)
        {
            throw Bad($"graphs or types are nested more than {MaxDepth} levels deep");
        }

        while (_position < end)
        {
            ulong tag = ReadVarint(end);
            ulong number = tag >> 3;
            if (number is 0 or > 0x1FFFFFFF)
            {
                throw Bad("is no ONNX model or is damaged");
            }

            FieldDescriptor? field = message.FindFieldByNumber((int)number);
            if ((tag & 7) == 2)
            {
                ScanDelimited(field, end, depth);
            }
            else
            {
                ScanNumber((int)(tag & 7), end);
                Account(field is { IsRepeated: true } ? NumberBytes : 0);
            }
        }
    }

    private void ScanNumber(int wireType, int end)
    {
        switch (wireType)
        {
            case 0:
                ReadVarint(end);
                break;
            case 1:
                Skip(8, end);
                break;
            case 5:
                Skip(4, end);
                break;
            default:
                throw Bad("is no ONNX model or is damaged");
        }
    }

    private void ScanDelimited(FieldDescriptor? field, int end, int depth)
    {
        ulong length = ReadVarint(end);
        if (length > (ulong)(end - _position))
        {
            throw Bad($"is cut or damaged: {length} bytes should follow, {end - _position} are left");
        }

        int fieldEnd = _position + (int)length;
        switch (field?.FieldType)
        {
            case null:
                break;
            case FieldType.Message:
                Account(MessageBytes);
                Scan(field.MessageType, fieldEnd, depth + 1);
                break;
            case FieldType.String:
                Account(TextBytes + (2 * (long)length));
                break;
            case FieldType.Bytes:
                Account(TextBytes + (long)length);
                break;
            case FieldType.Float or FieldType.Double:
                Account((long)length);
                break;
            default:
                Account(NumberBytes * CountVarints(_content[_position..fieldEnd]));
                break;
        }

        _position = fieldEnd;
    }

    private static int CountVarints(ReadOnlySpan<byte> packed)
    {
        int count = 0;
        foreach (byte value in packed)
        {
            count += value < 0x80 ? 1 : 0;
        }

        return count;
    }

    private void Account(long bytes)
    {
        _estimatedBytes += bytes;
        if (_estimatedBytes > _content.Length + AllowanceBytes)
        {
            throw Bad($"would need more than {_estimatedBytes >> 20} MiB of memory for {_content.Length} bytes: damaged, or its weights are not stored as raw data");
        }
    }

    private void Skip(int length, int end)
    {
        if (length > end - _position)
        {
            throw Bad("is cut or damaged");
        }

        _position += length;
    }

    private ulong ReadVarint(int end)
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (_position >= end)
            {
                throw Bad("is cut or damaged");
            }

            byte next = _content[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Bad("is no ONNX model or is damaged");
    }

    private readonly OnnxModelException Bad(string reason)
    {
        return OnnxModelException.For(_file, $"{reason} (at byte {_position} of {_content.Length})");
    }
}
