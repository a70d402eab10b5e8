namespace InferenceBench.Sampling.Sources;

/// <summary>What is known of a sensor before it is read, for the schedule of the sampler and for the uncertainty of its energies.</summary>
public sealed record SensorTraits
{
    /// <summary>How often its value changes when nothing could be measured (its readings stayed constant).</summary>
    public required TimeSpan NominalRefresh { get; init; }

    /// <summary>How often it is best read.</summary>
    public required TimeSpan PollPeriod { get; init; }

    /// <summary>Shortest window whose timing error is at most 1 %.</summary>
    public required TimeSpan MinimumWindow { get; init; }

    /// <summary>Standard uncertainty of its gain, as a ratio: does not shrink with more readings.</summary>
    public required double GainUncertainty { get; init; }

    /// <summary>Standard uncertainty of its zero in watts.</summary>
    public double OffsetUncertaintyWatts { get; init; }
}
