using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Reporting.Import;

/// <summary>A JSON file of any length, of which a part at a time is in memory. One object reads one file after the other with the same memory.</summary>
internal sealed class JsonFile : IDisposable
{
    private const int UsualLength = 1 << 20;
    // The memory of a reader at most; a value is let pass when it is half of it.
    private const int LongestBuffer = 1 << 25;

    private byte[] _buffer = new byte[UsualLength];
    private SafeFileHandle? _handle;
    private long _position;
    private int _start;
    private int _end;
    private int _checked;

    /// <summary>What is in memory.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Whether the file ends with what is in memory.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Opens a file and loads its beginning, without a byte-order mark.</summary>
    /// <param name="path">A regular file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    /// <exception cref="InvalidDataException">It is no UTF-8.</exception>
    public void Open(string path)
    {
        Close();
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        (_position, _start, _end, _checked, IsLast) = (0, 0, 0, 0, false);
        Fill();
        if (Bytes.StartsWith("\uFEFF"u8))
        {
            _start = 3;
        }
    }

    /// <summary>Drops what was used and loads more.</summary>
    /// <param name="used">Bytes at the beginning of <see cref="Bytes"/> that are not needed any more.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no UTF-8, or a value is too long.</exception>
    public void More(int used)
    {
        int kept = _end - _start - used;
        byte[] target = kept > _buffer.Length / 2 ? new byte[GrownLength()] : _buffer;
        Buffer.BlockCopy(_buffer, _start + used, target, 0, kept);
        _checked = Math.Max(0, _checked - _start - used);
        (_buffer, _start, _end) = (target, 0, kept);
        Fill();
    }

    /// <summary>Closes the file.</summary>
    public void Close()
    {
        _handle?.Dispose();
        _handle = null;
        if (_buffer.Length > UsualLength)
        {
            _buffer = new byte[UsualLength];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
    }

    private int GrownLength()
    {
        return _buffer.Length < LongestBuffer ? _buffer.Length * 2 : throw new InvalidDataException($"one value in it is longer than {LongestBuffer >> 21} MiB");
    }

    private void Fill()
    {
        while (_end < _buffer.Length && !IsLast)
        {
            int read = RandomAccess.Read(_handle!, _buffer.AsSpan(_end), _position);
            IsLast = read == 0;
            _end += read;
            _position += read;
        }

        CheckText();
    }

    // The JSON reader looks at the bytes of a text only when the text is asked for: what is skipped or kept as it is would pass.
    private void CheckText()
    {
        ReadOnlySpan<byte> added = _buffer.AsSpan(_checked, _end - _checked);
        int cut = IsLast ? added.Length : added.Length - CutCharacter(added);
        if (!Utf8.IsValid(added[..cut]))
        {
            bool isUtf16 = _position == _end && (added.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || added.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]));
            throw new InvalidDataException(isUtf16 ? "it is UTF-16, and JSON is UTF-8" : "it is no UTF-8");
        }

        _checked += cut;
    }

    // Bytes at the end that begin a character of which the rest is not loaded.
    private static int CutCharacter(ReadOnlySpan<byte> bytes)
    {
        for (int i = 1; i <= Math.Min(3, bytes.Length); i++)
        {
            byte value = bytes[^i];
            if (value >= 0xC0)
            {
                int length = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
                return length > i ? i : 0;
            }

            if (value < 0x80)
            {
                return 0;
            }
        }

        return 0;
    }
}
