using System.Buffers;
using System.Text.Json;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>JSON of objects that many rows share: it is made once and copied. Used by one thread.</summary>
/// <param name="options">How the document is written; one that is indented is written value by value.</param>
internal sealed class SharedJson(JsonWriterOptions options)
{
    // Bounded: rows that share nothing must not be kept alive twice.
    private const int Most = 4096;

    private readonly Dictionary<object, byte[]> _known = new(ReferenceEqualityComparer.Instance);
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Writes a value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="json">Takes it.</param>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes it as one value; without state of its own.</param>
    public void Write<T>(Utf8JsonWriter json, T value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (options.Indented)
        {
            write(json, value);
            return;
        }

        if (!_known.TryGetValue(value, out byte[]? bytes))
        {
            if (_known.Count >= Most)
            {
                _known.Clear();
            }

            bytes = Make(value, write);
            _known.Add(value, bytes);
        }

        json.WriteRawValue(bytes, skipInputValidation: true);
    }

    private byte[] Make<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, options))
        {
            write(json, value);
        }

        return _buffer.WrittenSpan.ToArray();
    }
}
