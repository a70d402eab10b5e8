using InferenceBench.Sampling.Energy;

namespace InferenceBench.Verbs.Power;

/// <summary>What one source says of a program. Null: not known.</summary>
/// <param name="Source">Id of the source.</param>
/// <param name="Board">What was read.</param>
/// <param name="Scope">What the energy covers, in lower case.</param>
/// <param name="Route">Which of the source's readings the energy was taken from.</param>
/// <param name="Joules">Energy from the program's start to its end, idle power included.</param>
/// <param name="UncertaintyJoules">Its expanded uncertainty, k = 2.</param>
/// <param name="MeanWatts">Mean power.</param>
/// <param name="PeakWatts">Greatest reading.</param>
/// <param name="WindowSeconds">From the program's start to its end.</param>
/// <param name="Coverage">Part of that time between readings without a gap, 0 to 1.</param>
/// <param name="Samples">Valid readings.</param>
/// <param name="RefreshMs">How often the sensor's value changes.</param>
/// <param name="IsRefreshMeasured">False when that is the sensor's usual refresh, because its readings stayed constant before the start.</param>
/// <param name="Flags">What a reader should know.</param>
/// <param name="Notes">More of it, in sentences.</param>
/// <param name="Reason">Why there is no energy; null when there is.</param>
internal sealed record MeasuredSource(
    string Source,
    string? Board,
    string? Scope,
    string? Route,
    double? Joules,
    double? UncertaintyJoules,
    double? MeanWatts,
    double? PeakWatts,
    double? WindowSeconds,
    double? Coverage,
    int Samples,
    double? RefreshMs,
    bool? IsRefreshMeasured,
    IReadOnlyList<string> Flags,
    IReadOnlyList<string> Notes,
    string? Reason)
{
    /// <summary>A source that was read.</summary>
    /// <param name="measured">Its energy.</param>
    /// <param name="notes">What it says of itself.</param>
    public static MeasuredSource Of(SourceEnergy measured, IReadOnlyList<string> notes)
    {
        EnergyResult energy = measured.Energy;
        return new MeasuredSource(
            measured.Source.Id,
            measured.Source.Board,
            measured.Source.Scope.ToString().ToLowerInvariant(),
            measured.Route,
            energy.Joules,
            energy.UncertaintyJoules,
            energy.MeanWatts,
            energy.PeakWatts,
            energy.Seconds,
            energy.Coverage,
            energy.Samples,
            measured.Refresh?.Period.TotalMilliseconds,
            measured.Refresh?.IsMeasured,
            energy.Flags,
            notes,
            energy.Joules is null ? measured.Reason ?? $"the readings do not support an energy: {string.Join(", ", energy.Flags)}" : null);
    }

    /// <summary>A source that could not be opened.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="reason">Why.</param>
    public static MeasuredSource Closed(string id, string reason)
    {
        return new MeasuredSource(id, null, null, null, null, null, null, null, null, null, 0, null, null, [], [], reason);
    }
}
