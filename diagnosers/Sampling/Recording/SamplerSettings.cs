namespace InferenceBench.Sampling.Recording;

/// <summary>How sources are sampled.</summary>
public sealed record SamplerSettings
{
    /// <summary>Period of all sources, at least 1 ms; null derives each source's from its refresh.</summary>
    public TimeSpan? Period { get; init; }

    /// <summary>How long readings are kept, at most as long as 262,144 of them take (87 minutes at 50 Hz).</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Seed of the moments at which sources are read within each period.</summary>
    public int Seed { get; init; } = 1;
}
