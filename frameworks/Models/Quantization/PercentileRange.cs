namespace InferenceBench.Models.Quantization;

/// <summary>The range that holds a share of all values.</summary>
public static class PercentileRange
{
    /// <summary>Finds the range; within a bin, values count as evenly spread.</summary>
    /// <param name="histogram">The values.</param>
    /// <param name="percentile">Percent of the values that lie in the range: above 0, at most 100. As many lie below it as above.</param>
    public static ValueRange Find(ActivationHistogram histogram, double percentile)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        double tail = (1 - (percentile / 100)) / 2;
        return new ValueRange((float)Quantile(histogram, tail), (float)Quantile(histogram, 1 - tail));
    }

    /// <summary>The magnitude that a share of all magnitudes does not exceed.</summary>
    /// <param name="magnitudes">Histogram of distances from zero.</param>
    /// <param name="percentile">Percent of the values: above 0, at most 100.</param>
    public static double FindMagnitude(ActivationHistogram magnitudes, double percentile)
    {
        ArgumentNullException.ThrowIfNull(magnitudes);
        return Quantile(magnitudes, percentile / 100);
    }

    private static double Quantile(ActivationHistogram histogram, double share)
    {
        double wanted = share * histogram.Counts.Sum();
        double seen = 0;
        for (int i = 0; i < histogram.Counts.Count; i++)
        {
            long count = histogram.Counts[i];
            if (count > 0 && seen + count >= wanted)
            {
                double inside = Math.Max(wanted - seen, 0) / count;
                return histogram.Range.Low + ((i + inside) * histogram.BinWidth);
            }

            seen += count;
        }

        return histogram.Range.High;
    }
}
