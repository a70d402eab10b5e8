using System.Text.Json;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Traces;

/// <summary>What a child tells the host about its case beside the trace: a JSON file that the host names in <see cref="PathVariable"/>.</summary>
public sealed record CaseFacts
{
    /// <summary>Environment variable with the absolute path to write.</summary>
    public const string PathVariable = "INFERENCEBENCH_FACTS";

    /// <summary>The engine's own version.</summary>
    public string? FrameworkVersion { get; init; }

    /// <summary>Milliseconds from the request to open the model until it can run, engine load included.</summary>
    public double? LoadMs { get; init; }

    /// <summary>Milliseconds of the first inference.</summary>
    public double? FirstInferenceMs { get; init; }

    /// <summary>Milliseconds spent in warm-up, after the first inference.</summary>
    public double? WarmUpMs { get; init; }

    /// <summary>Inferences done in warm-up.</summary>
    public long? WarmUpInferences { get; init; }

    /// <summary>Where the time goes on the device; null where it does not time itself.</summary>
    public DeviceLatency? DeviceMs { get; init; }

    /// <summary>Managed bytes allocated per inference of the actual stage.</summary>
    public double? ManagedBytesPerInference { get; init; }

    /// <summary>Greatest resident set size of the child in bytes.</summary>
    public long? PeakResidentBytes { get; init; }

    /// <summary>Multiply–accumulates of one sample.</summary>
    public long? Macs { get; init; }

    /// <summary>Effective settings by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>The parity check made before timing.</summary>
    public ParityResult? Parity { get; init; }

    /// <summary>Why the case is skipped, when the framework says that it does not do it; else null.</summary>
    public string? SkippedReason { get; init; }

    /// <summary>Why the case failed, in one line for people; else null.</summary>
    public string? FailedReason { get; init; }

    /// <summary>Writes the facts, atomically.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write in the folder.</exception>
    public void Write(string path)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this, ReportingJson.Readable.CaseFacts);
        AtomicFile.Write(path, stream => stream.Write(json));
    }

    /// <summary>Reads facts; null when the file is missing or not whole.</summary>
    /// <param name="path">The file.</param>
    public static CaseFacts? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ReportingJson.Readable.CaseFacts);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
