using System.Text.Json;
using System.Text.Json.Serialization;
using InferenceBench.Reporting.Files;

namespace InferenceBench.Reporting.Schema;

/// <summary>The whole of <c>report.json</c>; <c>results/README.md</c> documents it.</summary>
public sealed record RunReport
{
    /// <summary>The version that this code writes. Fields may be added to it; a change of meaning raises it.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Name of the file in a run's folder.</summary>
    public const string FileName = "report.json";

    /// <summary>Version of the schema.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The machine.</summary>
    public required MachineReport Machine { get; init; }

    /// <summary>The run.</summary>
    public required RunInfo Run { get; init; }

    /// <summary>The cases in the order in which they ended; skipped ones last.</summary>
    public IReadOnlyList<CaseReport> Cases { get; init => field = value ?? []; } = [];

    /// <summary>Fields that this version does not know; kept when the report is written again.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Writes the report, atomically.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write in the folder.</exception>
    public void Write(string path)
    {
        AtomicFile.WriteText(path, ToJson(), isDurable: true);
    }

    /// <summary>The text of the file.</summary>
    public string ToJson()
    {
        return JsonSerializer.Serialize(this, ReportingJson.Readable.RunReport) + "\n";
    }

    /// <summary>Reads a report.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is no report, is cut off or has a later schema; the message names it.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read the file.</exception>
    public static RunReport Read(string path)
    {
        return Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a report that is in memory.</summary>
    /// <param name="json">The whole file.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InvalidDataException">The file is no report, is cut off or has a later schema; the message names it.</exception>
    public static RunReport Parse(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            RunReport? report = JsonSerializer.Deserialize(json, ReportingJson.Readable.RunReport);
            return report switch
            {
                null or { Machine: null } or { Run: null } => throw new InvalidDataException($"{path} is no report: machine or run is missing"),
                { Schema: < 1 or > CurrentSchema } => throw new InvalidDataException(
                    $"{path} has schema {report.Schema}, and only 1 to {CurrentSchema} can be read here; read it with the version that wrote it"),
                _ => report,
            };
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is no whole report: {JsonProblem.Of(exception)}", exception);
        }
    }
}
