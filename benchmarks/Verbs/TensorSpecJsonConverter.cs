using System.Text.Json;
using System.Text.Json.Serialization;
using InferenceBench.Contracts;

namespace InferenceBench.Verbs;

/// <summary>A tensor as <c>{name, type, shape}</c>; a dimension that is not known is null.</summary>
internal sealed class TensorSpecJsonConverter : JsonConverter<TensorSpec>
{
    private sealed record Document(string Name, string Type, IReadOnlyList<long?> Shape);

    /// <inheritdoc/>
    public override TensorSpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Document document = JsonSerializer.Deserialize<Document>(ref reader, options) ?? throw new JsonException("a tensor is null");
        if (!Enum.TryParse(document.Type, ignoreCase: true, out ElementType type))
        {
            throw new JsonException($"'{document.Type}' is no element type");
        }

        return new TensorSpec(document.Name, type, [.. document.Shape.Select(static dimension => dimension ?? -1)]);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TensorSpec value, JsonSerializerOptions options)
    {
        IReadOnlyList<long?> shape = [.. value.Shape.Select(static dimension => dimension < 0 ? (long?)null : dimension)];
        JsonSerializer.Serialize(writer, new Document(value.Name, value.ElementType.ToName(), shape), options);
    }
}
