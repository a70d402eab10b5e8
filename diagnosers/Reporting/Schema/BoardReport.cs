using System.Text.Json;
using System.Text.Json.Serialization;

namespace InferenceBench.Reporting.Schema;

/// <summary>The state of a Jetson board that power and speed depend on, as the run found it. Null: not readable.</summary>
public sealed record BoardReport
{
    /// <summary>Model of the device tree.</summary>
    public string? Model { get; init; }

    /// <summary>Release of Jetson Linux: <c>36.4.3</c>.</summary>
    public string? L4t { get; init; }

    /// <summary>Id of the power mode. Ids are not portable between boards: see <see cref="PowerModeConfSha256"/>.</summary>
    public int? PowerModeId { get; init; }

    /// <summary>Name of the power mode.</summary>
    public string? PowerModeName { get; init; }

    /// <summary>SHA-256 of the file that defines the power modes, in hexadecimal.</summary>
    public string? PowerModeConfSha256 { get; init; }

    /// <summary>Whether CPU, GPU and memory clocks were locked (<c>jetson_clocks</c>).</summary>
    public bool? ClocksLocked { get; init; }

    /// <summary>The fan, for people.</summary>
    public string? Fan { get; init; }

    /// <summary>Over-current events during the run by counter; empty where there is none.</summary>
    public IReadOnlyDictionary<string, long> OverCurrentEvents { get; init => field = value ?? new Dictionary<string, long>(); } = new Dictionary<string, long>();

    /// <summary>Fields that this version does not know; kept when the report is written again.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
