namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>What the samples of one case say of the ratio of one figure, before anything is known of other cases.</summary>
public sealed record RatioEvidence
{
    /// <summary>The base.</summary>
    public required SideEstimates Base { get; init; }

    /// <summary>What is compared with it.</summary>
    public required SideEstimates Diff { get; init; }

    /// <summary>Natural logarithm of the ratio diff / base: Hodges and Lehmann's shift over the launches.</summary>
    public required double LogRatio { get; init; }

    /// <summary>95 % interval of <see cref="LogRatio"/> by <see cref="RatioBootstrap"/>.</summary>
    public required (double Low, double High) Bootstrap { get; init; }

    /// <summary>Rank sum of the block means; null for a figure of which a launch has no blocks.</summary>
    public RankSum? Blocks { get; init; }

    /// <summary>Cliff's delta over single inferences; null for a figure that inferences do not have.</summary>
    public double? CliffsDelta { get; init; }

    /// <summary>Degrees of freedom of <see cref="LaunchVariance"/>: launches of both sides less 2.</summary>
    public int Degrees => Base.Logs.Length + Diff.Logs.Length - 2;

    /// <summary>Variance of the launches' logarithms within the sides, pooled; 0 with one launch a side.</summary>
    public double LaunchVariance => Degrees > 0 ? (Base.SumOfSquares + Diff.SumOfSquares) / Degrees : 0;

    /// <summary>Mean variance of a launch's logarithm that comes from inside its process. With one launch a side slow changes inside it count, too: nothing else tells of them.</summary>
    public double InnerVariance
    {
        get
        {
            double inner = (Base.InnerVariance + Diff.InnerVariance) / 2;
            return Degrees > 0 ? inner : Math.Max(inner, (Base.SlowVariances.Average() + Diff.SlowVariances.Average()) / 2);
        }
    }

    /// <summary>What the variance of one launch is divided by in the variance of the shift.</summary>
    public double Weight => (1.0 / Base.Logs.Length) + (1.0 / Diff.Logs.Length);
}
