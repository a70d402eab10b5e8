namespace InferenceBench.Reporting.Statistics;

/// <summary>Percentiles by nearest rank.</summary>
public static class Percentiles
{
    /// <summary>The value at rank <c>sorted[ceil(p·n) − 1]</c>: one that was measured, never interpolated.</summary>
    /// <param name="sorted">Values in ascending order; at least one.</param>
    /// <param name="percent">The percentile, 1 to 100; whole so that the rank is exact.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The percentile is outside its range.</exception>
    public static double NearestRank(ReadOnlySpan<double> sorted, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("a percentile needs at least one value", nameof(sorted));
        }

        long rank = (((long)percent * sorted.Length) + 99) / 100;
        return sorted[(int)rank - 1];
    }
}
