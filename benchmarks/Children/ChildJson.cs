using System.Text.Json;
using InferenceBench.Verbs;

namespace InferenceBench.Children;

/// <summary>The documents between host and children: one line each.</summary>
internal static class ChildJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new TensorSpecJsonConverter() },
    };

    /// <summary>One line without a line break.</summary>
    /// <typeparam name="T">The document's type.</typeparam>
    /// <param name="document">The document.</param>
    public static string Write<T>(T document)
    {
        return JsonSerializer.Serialize(document, s_options);
    }

    /// <summary>Reads a line; null when it is no such document.</summary>
    /// <typeparam name="T">The document's type.</typeparam>
    /// <param name="line">The line.</param>
    public static T? TryRead<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, s_options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
