using System.Text.Json;
using System.Text.Unicode;

namespace InferenceBench.Reporting.Import.Trtexec;

/// <summary>Reads <c>--exportTimes</c> as a stream: 64 KiB of the file are in memory at a time.</summary>
internal sealed class TrtexecReader
{
    private const int BufferBytes = 64 * 1024;

    // No number or name of trtexec's is longer than some twenty bytes.
    private const int LongestTokenBytes = 1024 * 1024;

    private readonly TrtexecTimes _times;
    private readonly TrtexecQuery _query = new();
    private TrtexecField? _field;
    private bool _isInQuery;

    private TrtexecReader(long fileBytes)
    {
        _times = new TrtexecTimes(fileBytes);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="JsonException">It is no valid JSON, or no array of objects.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read it.</exception>
    public static TrtexecTimes Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        TrtexecReader reader = new(stream.Length);
        reader.ReadAll(stream);
        return reader._times;
    }

    private void ReadAll(Stream stream)
    {
        byte[] buffer = new byte[BufferBytes];
        int held = SkipMark(buffer, stream.ReadAtLeast(buffer, 3, throwOnEndOfStream: false));
        JsonReaderState state = default;
        bool isLast = false;
        while (true)
        {
            Utf8JsonReader json = new(buffer.AsSpan(0, held), isLast, state);
            while (json.Read())
            {
                Take(ref json);
            }

            if (isLast)
            {
                return;
            }

            state = json.CurrentState;
            held -= (int)json.BytesConsumed;
            buffer.AsSpan((int)json.BytesConsumed, held).CopyTo(buffer);
            buffer = WithRoom(buffer, held);
            int read = stream.Read(buffer, held, buffer.Length - held);
            isLast = read == 0;
            held += read;
        }
    }

    private static int SkipMark(byte[] buffer, int held)
    {
        if (!buffer.AsSpan(0, held).StartsWith(System.Text.Encoding.UTF8.Preamble))
        {
            return held;
        }

        buffer.AsSpan(3, held - 3).CopyTo(buffer);
        return held - 3;
    }

    private static byte[] WithRoom(byte[] buffer, int held)
    {
        if (held < buffer.Length)
        {
            return buffer;
        }

        if (held >= LongestTokenBytes)
        {
            throw new JsonException($"a name or value is longer than {LongestTokenBytes} bytes");
        }

        Array.Resize(ref buffer, buffer.Length * 2);
        return buffer;
    }

    // Depth 0: the array. Depth 1: queries. Depth 2: their values. Anything deeper is passed over.
    private void Take(ref Utf8JsonReader json)
    {
        // The reader itself looks at bytes only when a string is asked for.
        if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !Utf8.IsValid(json.ValueSpan))
        {
            throw new JsonException("it is no UTF-8 text");
        }

        switch (json.CurrentDepth)
        {
            case 0 when json.TokenType is not (JsonTokenType.StartArray or JsonTokenType.EndArray):
                throw new JsonException("it is no array of queries");
            case 1:
                TakeQuery(ref json);
                break;
            case 2 when _isInQuery && json.TokenType == JsonTokenType.PropertyName:
                _field = TrtexecQuery.FieldOf(ref json);
                break;
            case 2 when _field is TrtexecField field:
                _query.Set(field, ref json);
                _field = null;
                break;
        }
    }

    private void TakeQuery(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                _query.Clear();
                _isInQuery = true;
                break;
            case JsonTokenType.EndObject:
                _times.Add(_query);
                _isInQuery = false;
                break;
            case JsonTokenType.EndArray:
                break;
            default:
                _query.Clear();
                _times.Add(_query);
                break;
        }
    }
}
