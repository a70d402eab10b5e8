using System.Text.Json;

namespace InferenceBench.Reporting.Import.Reports;

/// <summary>Whether a file begins as reports do, whatever its name: copies of them are called after their machines.</summary>
internal static class ReportHead
{
    /// <summary>Whether it is an object whose first properties are <c>schema</c>, a number, and <c>machine</c>.</summary>
    /// <param name="head">The first bytes.</param>
    public static bool IsReport(ReadOnlySpan<byte> head)
    {
        try
        {
            var reader = new Utf8JsonReader(head.StartsWith("\uFEFF"u8) ? head[3..] : head, isFinalBlock: false, default);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("schema"u8)
                && reader.Read() && reader.TokenType == JsonTokenType.Number
                && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("machine"u8);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
