using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Reporting.Schema;

/// <summary>How this assembly reads and writes JSON: camelCase, nulls written, numbers unrounded, indented.</summary>
/// <remarks>Generated code hands null to an init property that the JSON lacks, so collections turn null into empty themselves.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    Converters = [typeof(FiniteDoubleConverter)])]
[JsonSerializable(typeof(CaseFacts))]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(MachineReport))]
[JsonSerializable(typeof(RunInfo))]
internal sealed partial class ReportingJson : JsonSerializerContext
{
    /// <summary>The way of this class, with text as it is: a file is no HTML page, where &gt; and quotes would have to be escaped.</summary>
    public static ReportingJson Readable => field ??= new ReportingJson(
        new JsonSerializerOptions(Default.GeneratedSerializerOptions!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
