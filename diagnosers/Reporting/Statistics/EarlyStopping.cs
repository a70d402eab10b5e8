namespace InferenceBench.Reporting.Statistics;

/// <summary>
/// MLPerf LoadGen's early stopping for a single stream: how many of the highest latencies may be put aside before the highest that remains is, with 99 %
/// confidence, no lower than the true percentile. It is a one-sided bound from the binomial tail, so it is never below the plain percentile.
/// </summary>
public static class EarlyStopping
{
    private const double LogTolerance = -4.605170185988091; // ln 0.01: one minus the confidence

    /// <summary>The number of highest latencies to discard; null when the sample is too small to support the percentile at all.</summary>
    /// <remarks>With t = max{t: P(Binomial(n, 1 − p) ≤ t) ≤ 0.01} it is t − 1; the least n are 64 for p90, 130 for p95 and 662 for p99.</remarks>
    /// <param name="count">Number of latencies n, at least 0. Time grows with n·(1 − p): a millisecond at a million.</param>
    /// <param name="percent">The percentile, 1 to 99.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static int? Discarded(int count, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 99);
        int greatest = GreatestUnlikely(count, percent / 100.0);
        return greatest >= 1 ? greatest - 1 : null;
    }

    // Adds up the binomial probabilities from 0 until the sum passes 1 %. They start far below the smallest double, so term and sum share a logarithmic
    // scale that follows them up; -1 when even P(X = 0) is too likely.
    private static int GreatestUnlikely(int count, double p)
    {
        const double Big = 1e250;
        double scale = count * Math.Log(p);
        double odds = (1 - p) / p;
        double term = 1;
        double sum = 1;
        double limit = Math.Exp(LogTolerance - scale);
        int passed = 0;
        while (passed <= count && sum <= limit)
        {
            term *= (count - passed) * odds / (passed + 1);
            sum += term;
            passed++;
            if (sum > Big)
            {
                term /= Big;
                sum /= Big;
                scale += Math.Log(Big);
                limit = Math.Exp(LogTolerance - scale);
            }
        }

        return passed - 1;
    }
}
