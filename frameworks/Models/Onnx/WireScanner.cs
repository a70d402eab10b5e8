using Google.Protobuf.Reflection;

namespace InferenceBench.Models.Onnx;

/// <summary>Walks over a message before it is parsed: finds whether it is cut, and refuses one that would need far more memory than its file has bytes
/// (a message of two bytes becomes an object of two hundred).</summary>
internal ref struct WireScanner
{
    // Google.Protobuf's own limit; an ONNX graph within a graph takes three levels.
    private const int MaxDepth = 100;

    // Measured sizes of the generated classes with their list headers, rounded up.
    private const long MessageBytes = 256;
    private const long TextBytes = 112;

    // The list of them doubles while it grows, so three times its final size at the worst.
    private const long NumberBytes = 24;

    private readonly MemoryEstimate _estimate;
    private readonly ReadOnlySpan<byte> _content;
    private int _position;

    private WireScanner(MemoryEstimate estimate, ReadOnlySpan<byte> content)
    {
        _estimate = estimate;
        _content = content;
    }

    /// <summary>Checks one message.</summary>
    /// <param name="estimate">Adds up what the file's messages need.</param>
    /// <param name="message">The message's type.</param>
    /// <param name="content">The message.</param>
    /// <exception cref="OnnxModelException">It is no such message, is cut, or would need too much memory.</exception>
    public static void Check(MemoryEstimate estimate, MessageDescriptor message, ReadOnlySpan<byte> content)
    {
        var scanner = new WireScanner(estimate, content);
        estimate.Add(MessageBytes);
        scanner.Scan(message, content.Length, 0);
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
                _estimate.Add(field is { IsRepeated: true } ? NumberBytes : 0);
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
                _estimate.Add(MessageBytes);
                Scan(field.MessageType, fieldEnd, depth + 1);
                break;
            case FieldType.String:
                _estimate.Add(TextBytes + (2 * (long)length));
                break;
            case FieldType.Bytes:
                _estimate.Add(TextBytes + (long)length);
                break;
            case FieldType.Float or FieldType.Double:
                _estimate.Add((long)length);
                break;
            default:
                _estimate.Add(NumberBytes * CountVarints(_content[_position..fieldEnd]));
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
        return _estimate.Bad(reason);
    }
}
