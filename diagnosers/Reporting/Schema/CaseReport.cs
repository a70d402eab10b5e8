using System.Text.Json;
using System.Text.Json.Serialization;

namespace InferenceBench.Reporting.Schema;

/// <summary>One case in <c>report.json</c>. Null: not available. Names are public and permanent.</summary>
public sealed record CaseReport
{
    /// <summary>Framework id.</summary>
    public required string Framework { get; init; }

    /// <summary>Variant id; <c>default</c> for a framework without variants.</summary>
    public required string Variant { get; init; }

    /// <summary>What tables show in place of the ids of framework and variant; null: the ids.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The engine's own version.</summary>
    public string? FrameworkVersion { get; init; }

    /// <summary>Provider id.</summary>
    public string? Provider { get; init; }

    /// <summary><c>cpu</c> or <c>cuda:N</c>.</summary>
    public string? Device { get; init; }

    /// <summary>Catalogue id, or the file's name without extension.</summary>
    public string? Model { get; init; }

    /// <summary>Batch size, at least 1.</summary>
    public required int Batch { get; init; }

    /// <summary><c>fp32</c>, <c>fp16</c>, <c>bf16</c> or <c>int8</c>.</summary>
    public string? Precision { get; init; }

    /// <summary>Benchmark class and method, <c>ResnetBenchmarks.Inference</c>.</summary>
    public string? Benchmark { get; init; }

    /// <summary>One of <see cref="CaseStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it failed or was skipped, in one line.</summary>
    public string? Reason { get; init; }

    /// <summary>What a reader should know of the figures: high variation, several modes, a trace that was lost.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];

    /// <summary>Latency of single inferences.</summary>
    public LatencySummary? LatencyMs { get; init; }

    /// <summary>Coefficient of variation of the latencies: standard deviation over mean, as a ratio.</summary>
    public double? Cov { get; init; }

    /// <summary>Inferences per second of busy time: inferences over the sum of the windows.</summary>
    public double? InferencesPerSecond { get; init; }

    /// <summary>Samples per second of busy time: batch × <see cref="InferencesPerSecond"/>.</summary>
    public double? ImagesPerSecond { get; init; }

    /// <summary>What comes before the first result.</summary>
    public ColdStart? ColdStartMs { get; init; }

    /// <summary>The warm-up.</summary>
    public WarmUp? WarmUp { get; init; }

    /// <summary>Where the time of an inference goes on its device; null where it does not time itself.</summary>
    public DeviceLatency? DeviceMs { get; init; }

    /// <summary>Managed bytes allocated per inference of the actual stage.</summary>
    public double? ManagedBytesPerInference { get; init; }

    /// <summary>Greatest resident set size of the child in bytes.</summary>
    public long? PeakResidentBytes { get; init; }

    /// <summary>Multiply–accumulates of one sample.</summary>
    public long? Macs { get; init; }

    /// <summary>The parity check made before timing.</summary>
    public ParityResult? Parity { get; init; }

    /// <summary>Iterations of the actual stage.</summary>
    public IReadOnlyList<WindowReport> Windows { get; init => field = value ?? []; } = [];

    /// <summary>
    /// Number of <see cref="Windows"/> of each launch of the case, in order: launch k begins after the sum of the numbers before it, in the trace as well. Their sum is
    /// the number of windows in the trace; 0: that launch left none. Empty: one launch.
    /// </summary>
    public IReadOnlyList<int> LaunchWindows { get; init => field = value ?? []; } = [];

    /// <summary>The trace with the start and end of every inference, relative to the folder of the report.</summary>
    public string? SamplesFile { get; init; }

    /// <summary>
    /// The file with the readings of power around its windows, relative to the folder of the report, where it is not <c>power.csv</c>: the case was run after a reboot,
    /// and its monotonic times compare only with that file and with cases that name it, too.
    /// </summary>
    public string? PowerFile { get; init; }

    /// <summary>Energy by the primary power source; null when none was asked for or the case has no figures.</summary>
    public EnergyReport? Energy { get; init; }

    /// <summary>Energy by each source that was read, the primary one first. Never to be added: they overlap.</summary>
    public IReadOnlyList<EnergyReport> EnergySources { get; init => field = value ?? []; } = [];

    /// <summary>Effective settings by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>Fields that this version does not know; kept when the report is written again.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>What identifies the case; "" stands for what it does not have.</summary>
    [JsonIgnore]
    public CaseKey Key => new(Framework, Variant, Provider ?? "", Device ?? "", Model ?? "", Batch, Precision ?? "");

    /// <summary>A case of which nothing but its key and state is known.</summary>
    /// <param name="key">The case.</param>
    /// <param name="status">One of <see cref="CaseStatus"/>.</param>
    /// <param name="reason">Why it failed or was skipped, in one line; null when it is ok.</param>
    public static CaseReport Of(CaseKey key, string status, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new CaseReport
        {
            Framework = key.Framework,
            Variant = key.Variant,
            Provider = NullIfEmpty(key.Provider),
            Device = NullIfEmpty(key.Device),
            Model = NullIfEmpty(key.Model),
            Batch = key.Batch,
            Precision = NullIfEmpty(key.Precision),
            Status = status,
            Reason = reason,
        };
    }

    private static string? NullIfEmpty(string value)
    {
        return value.Length == 0 ? null : value;
    }
}
