using System.Globalization;
using System.Text.Json;

namespace InferenceBench.Reporting.Import.BenchmarkDotNet;

/// <summary>Properties of JSON objects that may be missing or of any type.</summary>
internal static class JsonText
{
    /// <summary>A text; null when there is none or it is blank.</summary>
    /// <param name="owner">An object, or nothing.</param>
    /// <param name="name">The property.</param>
    public static string? Of(JsonElement owner, string name)
    {
        return owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
    }

    /// <summary>A number; null when there is none. Texts that are numbers count: BenchmarkDotNet wrote some so.</summary>
    /// <param name="owner">An object, or nothing.</param>
    /// <param name="name">The property.</param>
    public static double? NumberOf(JsonElement owner, string name)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out double number) ? number : null,
            JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) => parsed,
            _ => null,
        };
    }
}
