namespace InferenceBench.Reporting.Charts.Inputs;

/// <summary>Latency by quantile, as far as the number of inferences supports it.</summary>
internal sealed class LatencyCurve
{
    private const double Confidence = 0.01;
    private readonly IReadOnlyList<double> _sorted;

    /// <summary>A curve.</summary>
    /// <param name="sorted">Latencies in milliseconds, ascending; at least one. All, or m of them of which the i-th is the quantile i/m.</param>
    /// <param name="count">Inferences that they stand for, no fewer.</param>
    public LatencyCurve(IReadOnlyList<double> sorted, long count)
    {
        _sorted = sorted;
        Count = count;
        // Of thinned latencies nothing is known between the last two.
        MostQuantile = sorted.Count < count ? Math.Min(Supported(count), 1 - (1.0 / sorted.Count)) : Supported(count);
    }

    /// <summary>Inferences.</summary>
    public long Count { get; }

    /// <summary>The greatest quantile that so many inferences support; 0 when they support none.</summary>
    public double MostQuantile { get; }

    /// <summary>The latency by nearest rank, <c>sorted[ceil(p·n) − 1]</c>; of thinned latencies the next one that is known.</summary>
    /// <param name="quantile">0 to 1.</param>
    public double At(double quantile)
    {
        // A product that is whole but for rounding is not the next rank.
        long rank = Math.Clamp((long)Math.Ceiling((quantile * Count) - 1e-6), 1, Count);
        Int128 place = (((Int128)rank * _sorted.Count) + Count - 1) / Count;
        return _sorted[(int)place - 1];
    }

    /// <summary>
    /// The greatest p with P(Binomial(n, 1 − p) ≤ 1) ≤ 1 %: MLPerf LoadGen's rule of early stopping, by which p50 needs 11, p90 64, p99 662 and p99.9 6,636 inferences
    /// (<see cref="Statistics.EarlyStopping"/>).
    /// </summary>
    /// <param name="count">Inferences.</param>
    internal static double Supported(long count)
    {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++)
        {
            double p = (low + high) / 2;
            double tail = Math.Exp((count - 1) * Math.Log(p)) * (p + (count * (1 - p)));
            (low, high) = tail <= Confidence ? (p, high) : (low, p);
        }

        return count < 2 ? 0 : low;
    }
}
