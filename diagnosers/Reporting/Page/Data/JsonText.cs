using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace InferenceBench.Reporting.Page.Data;

/// <summary>JSON inside HTML, handed on piece by piece: <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c>, quotes, U+2028 and U+2029 in texts are escaped, so nothing in them ends the script element.</summary>
internal sealed class JsonText : IDisposable
{
    private const int PieceBytes = 64 * 1024;

    private readonly TextWriter _output;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * PieceBytes);

    /// <summary>Starts a document.</summary>
    /// <param name="output">Takes the text.</param>
    public JsonText(TextWriter output)
    {
        _output = output;
        Writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    }

    /// <summary>Takes the JSON.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>Hands on what there is when it is worth it; between two values only.</summary>
    public void Relieve()
    {
        if (Writer.BytesPending + _buffer.WrittenCount > PieceBytes)
        {
            Flush();
        }
    }

    /// <summary>Hands on the rest.</summary>
    public void Dispose()
    {
        Flush();
        Writer.Dispose();
    }

    private void Flush()
    {
        Writer.Flush();
        _output.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        _buffer.ResetWrittenCount();
    }
}
