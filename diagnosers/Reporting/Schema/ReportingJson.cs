using System.Text.Json;
using System.Text.Json.Serialization;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Reporting.Schema;

/// <summary>How this assembly reads and writes JSON: camelCase, nulls written, numbers unrounded, indented.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(FiniteDoubleConverter)])]
[JsonSerializable(typeof(CaseFacts))]
internal sealed partial class ReportingJson : JsonSerializerContext
{
}
