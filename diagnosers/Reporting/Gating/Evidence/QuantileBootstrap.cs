namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>
/// How far the percentile of one launch would move if its blocks had fallen otherwise: a block bootstrap (Künsch 1989, with blocks side by side as in Carlstein 1986) of
/// the share above the percentile, turned into latencies through the launch's own distribution (Woodruff, Journal of the American Statistical Association 47, 1952).
/// </summary>
/// <remarks>Resampling some 64 shares in place of all latencies makes a replicate cost 64 steps at any number of inferences.</remarks>
public static class QuantileBootstrap
{
    /// <summary>Draws the logarithm of the percentile, as deviations from that of the launch.</summary>
    /// <param name="launch">The launch; its percentile is greater than 0.</param>
    /// <param name="percent">The percentile.</param>
    /// <param name="deviations">Filled with one deviation for each replicate.</param>
    /// <param name="random">The seeded source.</param>
    public static void Draw(LaunchSample launch, int percent, Span<double> deviations, Random random)
    {
        ArgumentNullException.ThrowIfNull(launch);
        ArgumentNullException.ThrowIfNull(random);
        double value = launch.Percentile(percent);
        double[] shares = launch.BlockShares(value, launch.BlockLength(percent));
        double mean = shares.Average();
        double nominal = 1 - (percent / 100.0);

        // Means of few blocks vary by (m − 1)/m too little (Davison and Hinkley, Bootstrap Methods and their Application, 1997, 3.2.2).
        double stretch = shares.Length > 1 ? Math.Sqrt(shares.Length / (shares.Length - 1.0)) : 0;
        for (int i = 0; i < deviations.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < shares.Length; j++)
            {
                sum += shares[random.Next(shares.Length)];
            }

            // More above the percentile means that the percentile lies higher.
            double drawn = nominal - (stretch * ((sum / shares.Length) - mean));
            deviations[i] = Math.Log(launch.AtShareAbove(drawn) / value);
        }
    }
}
