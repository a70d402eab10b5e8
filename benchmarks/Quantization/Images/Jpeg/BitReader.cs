namespace InferenceBench.Quantization.Images.Jpeg;

/// <summary>Reads the bits of a scan, highest first. A byte 0xFF is followed by a zero; a marker ends the data, and what is read beyond it is zero.</summary>
/// <param name="content">The file.</param>
/// <param name="position">Where the data begins.</param>
internal ref struct BitReader(ReadOnlySpan<byte> content, int position)
{
    private const byte Escape = 0xFF;
    private readonly ReadOnlySpan<byte> _content = content;
    private int _position = position;
    private int _byte;
    private int _left;

    /// <summary>Where the first byte lies that is not read yet.</summary>
    public readonly int Position => _position;

    /// <summary>Reads one bit.</summary>
    public int ReadBit()
    {
        if (_left == 0)
        {
            _byte = NextByte();
            _left = 8;
        }

        _left--;
        return (_byte >> _left) & 1;
    }

    /// <summary>Reads an unsigned number.</summary>
    /// <param name="count">Its bits, 0 to 16.</param>
    public int ReadBits(int count)
    {
        int value = 0;
        for (int i = 0; i < count; i++)
        {
            value = (value << 1) | ReadBit();
        }

        return value;
    }

    /// <summary>Reads a number whose highest bit is its sign: without it, it stands for a negative one.</summary>
    /// <param name="count">Its bits, 0 to 16.</param>
    public int ReadSigned(int count)
    {
        int value = ReadBits(count);
        return count > 0 && value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
    }

    /// <summary>Goes on behind the restart marker that comes next.</summary>
    public void Restart()
    {
        _left = 0;
        while (_position + 1 < _content.Length && !(_content[_position] == Escape && _content[_position + 1] is >= 0xD0 and <= 0xD7))
        {
            if (_content[_position] == Escape && _content[_position + 1] is not (0 or Escape))
            {
                return;
            }

            _position++;
        }

        _position += 2;
    }

    private int NextByte()
    {
        if (_position >= _content.Length)
        {
            throw new EndOfStreamException();
        }

        byte value = _content[_position];
        if (value == Escape)
        {
            if (_position + 1 >= _content.Length)
            {
                throw new EndOfStreamException();
            }

            if (_content[_position + 1] != 0)
            {
                return 0;
            }

            _position++;
        }

        _position++;
        return value;
    }
}
