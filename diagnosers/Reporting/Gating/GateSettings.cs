namespace InferenceBench.Reporting.Gating;

/// <summary>What a gate is asked for.</summary>
public sealed record GateSettings
{
    /// <summary>The smallest change that counts, as a ratio: 0.05 is 5 %.</summary>
    public double Threshold { get; init; } = 0.05;

    /// <summary>A change below it never counts.</summary>
    public NoiseFloor Noise { get; init; } = NoiseFloor.OneMicrosecond;

    /// <summary>What is tested: some of <see cref="GateMetrics"/>.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [GateMetrics.P50];

    /// <summary>α: the probability of any false alarm that is accepted, 0 to 1.</summary>
    public double Significance { get; init; } = 0.05;

    /// <summary>Seed of the bootstrap; the same results with the same seed give the same figures.</summary>
    public int Seed { get; init; } = 1;
}
