using System.Text.Json;

namespace InferenceBench.Reporting.Comparison;

/// <summary>What few rows have.</summary>
/// <param name="LatencyQuantilesMs">See <see cref="ResultRow.LatencyQuantilesMs"/>.</param>
/// <param name="Unknown">See <see cref="ResultRow.Unknown"/>.</param>
internal sealed record RowExtras(IReadOnlyList<double>? LatencyQuantilesMs, IReadOnlyDictionary<string, JsonElement>? Unknown)
{
    /// <summary>Nothing.</summary>
    public static RowExtras None { get; } = new(null, null);
}
