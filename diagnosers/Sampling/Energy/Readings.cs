namespace InferenceBench.Sampling.Energy;

/// <summary>The valid readings of a series, sorted by time; readings of one moment stay in their order.</summary>
internal sealed class Readings
{
    private const int LeastIrregular = 20;

    private Readings(long[] timesNs, double[] values, long[] invalidTimesNs)
    {
        TimesNs = timesNs;
        Values = values;
        InvalidTimesNs = invalidTimesNs;
    }

    /// <summary>Their times.</summary>
    public long[] TimesNs { get; }

    /// <summary>Their values, all finite.</summary>
    public double[] Values { get; }

    /// <summary>Sorted times of the readings that failed.</summary>
    public long[] InvalidTimesNs { get; }

    /// <summary>Number of valid readings.</summary>
    public int Count => TimesNs.Length;

    /// <summary>Whether all valid readings were made at one moment.</summary>
    public bool IsSingle => TimesNs[0] == TimesNs[^1];

    /// <summary>Takes the valid readings of a series.</summary>
    public static Readings Of(SampleSeries series)
    {
        int[] order = [.. Enumerable.Range(0, series.Count)];
        if (!IsSorted(series.TimesNs))
        {
            Array.Sort(order, (a, b) => (series.TimesNs[a], a).CompareTo((series.TimesNs[b], b)));
        }

        int[] valid = Array.FindAll(order, i => double.IsFinite(series.Values[i]));
        int[] invalid = Array.FindAll(order, i => !double.IsFinite(series.Values[i]));
        return new Readings(
            Array.ConvertAll(valid, i => series.TimesNs[i]),
            Array.ConvertAll(valid, i => series.Values[i]),
            Array.ConvertAll(invalid, i => series.TimesNs[i]));
    }

    /// <summary>The same, with the last reading alone of those that were made at one moment.</summary>
    public Readings LastOfEachMoment()
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(i => i + 1 == Count || TimesNs[i + 1] != TimesNs[i])];
        return new Readings(Array.ConvertAll(kept, i => TimesNs[i]), Array.ConvertAll(kept, i => Values[i]), InvalidTimesNs);
    }

    /// <summary>
    /// The distance that neighbouring readings keep in the ordinary way: their median. Readings that come at random have no period, and among exponential distances one in
    /// thirty is over 5 medians: there (a quarter of at least 20 distances over twice the median) it is the 90th percentile. Null when there are no two readings.
    /// </summary>
    public long? UsualDistanceNs()
    {
        long[] sorted = [.. TimesNs.Zip(TimesNs.Skip(1), Nanoseconds.Between).Where(static distance => distance > 0).Order()];
        return Nanoseconds.Median(sorted) is { } median && sorted.Length >= LeastIrregular && sorted[sorted.Length * 3 / 4] > 2 * median
            ? sorted[sorted.Length * 9 / 10]
            : Nanoseconds.Median(sorted);
    }

    /// <summary>Median distance of neighbouring readings of different moments; null when there are none.</summary>
    public long? MedianDistanceNs()
    {
        return Nanoseconds.Median([.. TimesNs.Zip(TimesNs.Skip(1), Nanoseconds.Between).Where(static distance => distance > 0)]);
    }

    /// <summary>Index of the first reading at or after a moment; the count when there is none.</summary>
    public int FirstAtOrAfter(long momentNs)
    {
        return SortedTimes.FirstAtOrAfter(TimesNs, momentNs);
    }

    private static bool IsSorted(IReadOnlyList<long> times)
    {
        for (int i = 1; i < times.Count; i++)
        {
            if (times[i] < times[i - 1])
            {
                return false;
            }
        }

        return true;
    }
}
