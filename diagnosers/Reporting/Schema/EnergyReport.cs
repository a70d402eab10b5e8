using System.Text.Json;
using System.Text.Json.Serialization;

namespace InferenceBench.Reporting.Schema;

/// <summary>
/// The energy of a case by one power source, over the windows of its actual stage. Energies of different sources overlap and are never added. Null: not
/// available, for <see cref="Reason"/>; never 0.
/// </summary>
public sealed record EnergyReport
{
    /// <summary>Id of the source: <c>nvml</c>, <c>ina3221</c>, <c>rapl</c>, <c>tegrastats</c>, <c>replay</c>; null when none could be chosen.</summary>
    public string? Source { get; init; }

    /// <summary>What the energy covers: <c>gpu</c>, <c>module</c>, <c>rail</c>, <c>package</c>, <c>dram</c> or <c>board</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>What was read, for people: a GPU's name, a board, a processor.</summary>
    public string? Board { get; init; }

    /// <summary>How the source gave the energy: <c>counter</c>, <c>power</c>, the rails of a total.</summary>
    public string? Route { get; init; }

    /// <summary>Refresh period of that route in milliseconds.</summary>
    public double? RefreshMs { get; init; }

    /// <summary>Why there is no energy, in one line; null when there is.</summary>
    public string? Reason { get; init; }

    /// <summary>Joules of one inference: <see cref="Joules"/> over <see cref="Inferences"/>.</summary>
    public double? PerInferenceJoulesGross { get; init; }

    /// <summary>Joules of one inference beyond what the machine draws idle: (joules − idle watts × window) over inferences. May be negative.</summary>
    public double? PerInferenceJoulesNet { get; init; }

    /// <summary>Expanded uncertainty (k = 2) of <see cref="PerInferenceJoulesGross"/>.</summary>
    public double? UncertaintyJoules { get; init; }

    /// <summary>Expanded uncertainty (k = 2) of <see cref="PerInferenceJoulesNet"/>.</summary>
    public double? UncertaintyJoulesNet { get; init; }

    /// <summary>Joules of all windows.</summary>
    public double? Joules { get; init; }

    /// <summary>Mean power over the windows in watts.</summary>
    public double? MeanWatts { get; init; }

    /// <summary>Greatest reading in the windows in watts.</summary>
    public double? PeakWatts { get; init; }

    /// <summary>Idle power at the time of the case in watts: interpolated between the measurements before the first and after the last case.</summary>
    public double? IdleWatts { get; init; }

    /// <summary>Length of the windows in seconds.</summary>
    public double? WindowSeconds { get; init; }

    /// <summary>Inferences of the windows, those that found no room in the trace included.</summary>
    public long? Inferences { get; init; }

    /// <summary>Valid readings in the windows.</summary>
    public long? Samples { get; init; }

    /// <summary>Part of the windows without gaps between readings, 0 to 1.</summary>
    public double? Coverage { get; init; }

    /// <summary>Mean utilisation of the GPU in %.</summary>
    public double? GpuUtilizationPercent { get; init; }

    /// <summary>Greatest memory in use in bytes.</summary>
    public long? MemoryUsedBytes { get; init; }

    /// <summary>Greatest temperature in °C.</summary>
    public double? MaxTemperatureC { get; init; }

    /// <summary>Least SM clock in MHz.</summary>
    public double? MinSmClockMhz { get; init; }

    /// <summary>Mean SM clock in MHz.</summary>
    public double? MeanSmClockMhz { get; init; }

    /// <summary>Mean SM clock over the greatest that the GPU can have, in %.</summary>
    public double? SmClockPercentOfMax { get; init; }

    /// <summary>Why clocks were held down at any moment of the windows; null when the source does not say.</summary>
    public IReadOnlyList<string>? ThrottleReasons { get; init; }

    /// <summary>What a reader should know; public, permanent words that <c>results/README.md</c> explains.</summary>
    public IReadOnlyList<string> Flags { get; init => field = value ?? []; } = [];

    /// <summary>What a reader may want to know besides the flags: figures of routes that disagree, what the source says of itself.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];

    /// <summary>Fields that this version does not know; kept when the report is written again.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
