using System.Text.Json.Serialization;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary>What <c>power read</c> says of one source.</summary>
/// <param name="Id">Id of the source.</param>
/// <param name="Board">What was read; null when it is not known.</param>
/// <param name="Scope">What the total covers, in lower case; null when the source could not be opened.</param>
/// <param name="TotalWatts">Total power; null when there is none, and then the notes say why.</param>
/// <param name="TotalRails">Names of the rails or domains that make the total.</param>
/// <param name="Rails">Power of each rail in watts; null when it could not be read.</param>
/// <param name="EnergyJoules">Counters in joules, since a start that each chooses; null when one could not be read.</param>
/// <param name="Notes">What a reader should know.</param>
internal sealed record PowerReadSource(
    string Id,
    string? Board,
    string? Scope,
    double? TotalWatts,
    IReadOnlyList<string> TotalRails,
    IReadOnlyDictionary<string, double?> Rails,
    IReadOnlyDictionary<string, double?> EnergyJoules,
    IReadOnlyList<string> Notes)
{
    /// <summary>All channels with their values, for the table.</summary>
    [JsonIgnore]
    public IReadOnlyList<(PowerChannel Channel, double Value)> Values { get; init; } = [];

    /// <summary>Whether anything at all could be read.</summary>
    [JsonIgnore]
    public bool HasReading => Values.Any(static row => double.IsFinite(row.Value));

    /// <summary>A source that could not be opened or read.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="reason">Why.</param>
    public static PowerReadSource Unreadable(string id, string reason)
    {
        return new PowerReadSource(id, null, null, null, [], new Dictionary<string, double?>(), new Dictionary<string, double?>(), [reason]);
    }
}
