namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>What one side of a comparison says of a figure: one value for each launch.</summary>
/// <param name="Logs">Natural logarithm of the figure of each launch; at least one.</param>
/// <param name="SlowVariances">For each launch, the variance of its logarithm that its own quarters suggest; see <see cref="LaunchSample.SlowVariance"/>. 0 where it is not asked for: with several launches a side.</param>
/// <param name="Deviations">For each launch, how far its logarithm would move if it were measured again in the same process: draws of a bootstrap, the same number for all.</param>
public sealed record SideEstimates(double[] Logs, double[] SlowVariances, double[][] Deviations)
{
    /// <summary>Sum of squared deviations of the launches from their mean.</summary>
    public double SumOfSquares
    {
        get
        {
            double mean = Logs.Average();
            return Logs.Sum(value => (value - mean) * (value - mean));
        }
    }

    /// <summary>Mean variance of a launch's logarithm within its process: half the distance between percentiles 16 and 84 of its draws, squared.</summary>
    /// <remarks>Not of all draws: a few that jump into the latencies of a burst would decide alone. The interval has them.</remarks>
    public double InnerVariance => Deviations.Average(static draws =>
    {
        double[] sorted = [.. draws.Order()];
        double half = (sorted[(int)(0.84 * (sorted.Length - 1))] - sorted[(int)(0.16 * (sorted.Length - 1))]) / 2;
        return half * half;
    });

    /// <summary>The figure of the side: the geometric mean over the launches, in the figure's unit.</summary>
    public double Figure => Math.Exp(Logs.Average());
}
