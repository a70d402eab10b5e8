using System.Text.Json;
using System.Text.Json.Serialization;

namespace InferenceBench.Reporting.Schema;

/// <summary>Latency of single inferences of the actual stage, in milliseconds. Null: the sample does not support it.</summary>
public sealed record LatencySummary
{
    /// <summary>Arithmetic mean.</summary>
    public double? Mean { get; init; }

    /// <summary>Median, by nearest rank like all percentiles here.</summary>
    public double? P50 { get; init; }

    /// <summary>90th percentile; null under 64 inferences.</summary>
    public double? P90 { get; init; }

    /// <summary>95th percentile; null under 130 inferences.</summary>
    public double? P95 { get; init; }

    /// <summary>99th percentile; null under 662 inferences.</summary>
    public double? P99 { get; init; }

    /// <summary>LoadGen's early-stopping bound of p90: with 99 % confidence the true p90 is no higher.</summary>
    public double? P90Bound { get; init; }

    /// <summary>LoadGen's early-stopping bound of p95.</summary>
    public double? P95Bound { get; init; }

    /// <summary>LoadGen's early-stopping bound of p99.</summary>
    public double? P99Bound { get; init; }

    /// <summary>Shortest.</summary>
    public double? Min { get; init; }

    /// <summary>Longest.</summary>
    public double? Max { get; init; }

    /// <summary>Sample standard deviation (n − 1).</summary>
    public double? Stddev { get; init; }

    /// <summary>Number of inferences that the statistics are over.</summary>
    public long N { get; init; }

    /// <summary>Fields that this version does not know; kept when the report is written again.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
