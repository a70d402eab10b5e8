namespace InferenceBench.Reporting.Charts.Inputs;

/// <summary>
/// Least and greatest value of a series in equal stretches of time, whatever its length: stretches double when there are too many of them. Values may come in any order.
/// </summary>
internal sealed class BucketSeries
{
    /// <summary>Stretches at most: about one for two pixels.</summary>
    public const int MostBuckets = 480;

    private Dictionary<long, (double Least, double Greatest)> _buckets = [];

    /// <summary>Length of a stretch in nanoseconds.</summary>
    public long WidthNs { get; private set; } = 1_000_000;

    /// <summary>Values that it was given.</summary>
    public long Count { get; private set; }

    /// <summary>Start of each stretch that holds values, in order, with the least and the greatest of them.</summary>
    public IEnumerable<(double StartNs, double Least, double Greatest)> Buckets =>
        _buckets.OrderBy(static bucket => bucket.Key).Select(bucket => ((double)bucket.Key * WidthNs, bucket.Value.Least, bucket.Value.Greatest));

    /// <summary>Adds a value.</summary>
    /// <param name="timeNs">Its time.</param>
    /// <param name="value">Finite.</param>
    public void Add(long timeNs, double value)
    {
        Count++;
        Put(_buckets, Floor(timeNs, WidthNs), value, value);
        while (_buckets.Count > MostBuckets)
        {
            Dictionary<long, (double Least, double Greatest)> wider = [];
            foreach ((long index, (double least, double greatest)) in _buckets)
            {
                Put(wider, Floor(index, 2), least, greatest);
            }

            _buckets = wider;
            WidthNs *= 2;
        }
    }

    private static void Put(Dictionary<long, (double Least, double Greatest)> buckets, long index, double least, double greatest)
    {
        buckets[index] = buckets.TryGetValue(index, out (double Least, double Greatest) had) ? (Math.Min(had.Least, least), Math.Max(had.Greatest, greatest)) : (least, greatest);
    }

    private static long Floor(long value, long divisor)
    {
        return (value / divisor) - (value % divisor < 0 ? 1 : 0);
    }
}
