using InferenceBench.Reporting.Charts.Inputs;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Charts;

public sealed class BucketSeriesTests
{
    [Fact]
    public void However_long_a_series_is_its_extremes_stay_and_its_stretches_are_few()
    {
        const int seed = 20260102;
        var random = new Random(seed);
        var series = new BucketSeries();
        double[] values = [.. Enumerable.Range(0, 50_000).Select(_ => random.NextDouble() * 100)];
        for (int i = 0; i < values.Length; i++)
        {
            series.Add((i * 10_000_000L) + random.Next(1000), values[i]);
        }

        Assert.InRange(series.Buckets.Count(), BucketSeries.MostBuckets / 2, BucketSeries.MostBuckets);
        Assert.Equal(values.Min(), series.Buckets.Min(static bucket => bucket.Least));
        Assert.Equal(values.Max(), series.Buckets.Max(static bucket => bucket.Greatest));
        Assert.Equal(series.Buckets.Select(static bucket => bucket.StartNs).Order(), series.Buckets.Select(static bucket => bucket.StartNs));
    }

    [Fact]
    public void Any_times_in_any_order_are_taken()
    {
        var series = new BucketSeries();
        var random = new Random(7);
        foreach (long time in new[] { long.MinValue, long.MaxValue, 0, -1 })
        {
            series.Add(time, 1);
        }

        for (int i = 0; i < 5000; i++)
        {
            series.Add(random.NextInt64(long.MinValue, long.MaxValue), i);
        }

        Assert.InRange(series.Buckets.Count(), 1, BucketSeries.MostBuckets);
    }
}
