using System.Text.Json;
using System.Text.Json.Serialization;

namespace InferenceBench.Engine;

/// <summary>A <see cref="CaseSpec"/> as one line of JSON. Generated code: reflection would cost every child a tenth of a second.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(CaseSpec))]
internal sealed partial class CaseSpecJson : JsonSerializerContext
{
    /// <summary>One line without a line break.</summary>
    /// <param name="spec">The case.</param>
    public static string Write(CaseSpec spec)
    {
        return JsonSerializer.Serialize(spec, Default.CaseSpec);
    }

    /// <summary>Reads a line; null when it is no case.</summary>
    /// <param name="line">The line.</param>
    public static CaseSpec? TryRead(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Default.CaseSpec);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
