using System.Globalization;
using InferenceBench.Reporting.Statistics;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>Whether a handful of iterations gathers around two values; <see cref="Multimodality"/> needs 64 and takes over from there.</summary>
/// <remarks>
/// Rule for 8 to 63 sorted values: there are two groups when some gap leaves at least 20 % of the values (and 2) on either side, is wider than 5 % of the median
/// and more than twice as wide as the larger group. Simulated for 10 values it flags 0.4 % of normal samples with a CoV of 15 %, 1.6 % of uniform and 6 % of
/// exponential ones, 81 % of two centres 10 standard deviations apart and all of those 20 apart.
/// </remarks>
internal static class IterationModes
{
    /// <summary>Fewer values are never called two groups.</summary>
    public const int LeastCount = 8;

    private const double LeastShare = 0.2;
    private const double LeastGapOfMedian = 0.05;
    private const double LeastGapOfWidth = 2;

    /// <summary>Describes the groups, with their numbers; null when there is only one.</summary>
    /// <param name="sortedMs">Latencies in milliseconds in ascending order.</param>
    public static string? Describe(ReadOnlySpan<double> sortedMs)
    {
        if (sortedMs.Length >= Multimodality.LeastCount)
        {
            return Multimodality.IsMultimodal(sortedMs)
                ? string.Create(CultureInfo.InvariantCulture, $"{sortedMs.Length} iterations from {Text(sortedMs[0])} to {Text(sortedMs[^1])} ms a batch gather around more than one value")
                : null;
        }

        int low = sortedMs.Length < LeastCount ? 0 : LowGroup(sortedMs);
        return low == 0 ? null : $"{Group(sortedMs[..low])} and {Group(sortedMs[low..])} ms a batch";
    }

    // The number of values below the gap that stands out most; 0 without one.
    private static int LowGroup(ReadOnlySpan<double> sorted)
    {
        int least = Math.Max(2, (int)Math.Ceiling(LeastShare * sorted.Length));
        double median = Percentiles.NearestRank(sorted, 50);
        int found = 0;
        double greatest = LeastGapOfWidth;
        for (int low = least; low <= sorted.Length - least; low++)
        {
            double gap = sorted[low] - sorted[low - 1];
            double ratio = gap > LeastGapOfMedian * median ? gap / WidthOfLarger(sorted, low) : 0;
            if (ratio > greatest)
            {
                greatest = ratio;
                found = low;
            }
        }

        return found;
    }

    private static double WidthOfLarger(ReadOnlySpan<double> sorted, int low)
    {
        double lowWidth = sorted[low - 1] - sorted[0];
        double highWidth = sorted[^1] - sorted[low];
        int high = sorted.Length - low;
        return low == high ? Math.Max(lowWidth, highWidth) : low > high ? lowWidth : highWidth;
    }

    private static string Group(ReadOnlySpan<double> values)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{values.Length} iterations at {Text(values[0])} to {Text(values[^1])}");
    }

    private static string? Text(double value)
    {
        return NumberText.Of(value);
    }
}
