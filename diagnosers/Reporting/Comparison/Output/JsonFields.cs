using System.Text.Json;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>Fields that may be missing.</summary>
internal static class JsonFields
{
    /// <summary>Fields of a file that this version does not know, under the name <c>unknown</c>; nothing when there are none.</summary>
    public static void WriteUnknownFields(this Utf8JsonWriter json, IReadOnlyDictionary<string, JsonElement>? unknown)
    {
        if (unknown is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartObject("unknown");
        foreach ((string name, JsonElement value) in unknown)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    /// <summary>A list of texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>A list of whole numbers.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (int number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    /// <summary>A number; null when it is missing or not finite.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>True, false, or null when it is not known.</summary>
    public static void WriteBooleanOrNull(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>The text; null for an empty one, which stands for what a file does not say.</summary>
    public static string? NullIfEmpty(string text)
    {
        return text.Length == 0 ? null : text;
    }
}
