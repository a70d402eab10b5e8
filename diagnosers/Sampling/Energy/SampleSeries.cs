namespace InferenceBench.Sampling.Energy;

/// <summary>The readings of one channel in the order in which they were made.</summary>
/// <param name="TimesNs">Monotonic nanoseconds. May hold equal and disordered times.</param>
/// <param name="Values">As many values in the channel's unit; NaN and infinities are readings that failed.</param>
public sealed record SampleSeries(IReadOnlyList<long> TimesNs, IReadOnlyList<double> Values)
{
    /// <summary>Number of readings, failed ones included.</summary>
    public int Count => TimesNs.Count;
}
