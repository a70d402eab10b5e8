using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Statistics;
using InferenceBench.Reporting.Traces;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Statistics;

public sealed class LatencyDistributionTests
{
    [Theory]
    [InlineData(1, 50, 1)]
    [InlineData(2, 50, 1)]
    [InlineData(3, 50, 2)]
    [InlineData(10, 90, 9)]
    [InlineData(11, 90, 10)]
    [InlineData(100, 99, 99)]
    [InlineData(101, 99, 100)]
    [InlineData(20, 95, 19)]
    [InlineData(700, 95, 665)]
    [InlineData(5, 100, 5)]
    public void Percentiles_are_nearest_rank(int count, int percent, double expected)
    {
        double[] sorted = [.. Enumerable.Range(1, count).Select(static i => (double)i)];

        Assert.Equal(expected, Percentiles.NearestRank(sorted, percent));
    }

    [Fact]
    public void Known_values_give_known_statistics()
    {
        LatencyDistribution distribution = LatencyDistribution.Of([7.0, 2, 4, 4, 5, 5, 9, 4])!;

        LatencySummary summary = distribution.Summarize();

        Assert.Equal((5.0, 4.0, 2.0, 9.0, 8L), (summary.Mean, summary.P50, summary.Min, summary.Max, summary.N));
        Assert.Equal(Math.Sqrt(32 / 7.0), summary.Stddev);
        Assert.Equal(Math.Sqrt(32 / 7.0) / 5, distribution.CoefficientOfVariation);
    }

    [Theory]
    [InlineData(63, false, false, false)]
    [InlineData(64, true, false, false)]
    [InlineData(129, true, false, false)]
    [InlineData(130, true, true, false)]
    [InlineData(661, true, true, false)]
    [InlineData(662, true, true, true)]
    public void Percentiles_are_given_only_where_the_sample_supports_them(int count, bool p90, bool p95, bool p99)
    {
        LatencySummary summary = LatencyDistribution.Of(Enumerable.Range(1, count).Select(static i => (double)i))!.Summarize();

        Assert.Equal((p90, p95, p99), (summary.P90 is not null, summary.P95 is not null, summary.P99 is not null));
        Assert.Equal((p90, p95, p99), (summary.P90Bound is not null, summary.P95Bound is not null, summary.P99Bound is not null));
    }

    [Fact]
    public void A_bound_lies_between_its_percentile_and_the_maximum()
    {
        LatencySummary summary = LatencyDistribution.Of(Enumerable.Range(1, 1000).Select(static i => (double)i))!.Summarize();

        Assert.Equal((900.0, 923.0), (summary.P90, summary.P90Bound));
        Assert.Equal((950.0, 967.0), (summary.P95, summary.P95Bound));
        Assert.Equal((990.0, 999.0), (summary.P99, summary.P99Bound));
    }

    [Fact]
    public void One_inference_has_no_deviation_and_none_has_no_statistics()
    {
        LatencyDistribution one = LatencyDistribution.Of([3.0])!;

        Assert.Null(one.StandardDeviationMs);
        Assert.Null(one.CoefficientOfVariation);
        Assert.Equal(3.0, one.Summarize().P50);
        Assert.Null(LatencyDistribution.Of([]));
        Assert.Null(LatencyDistribution.Of([0.0, 0.0])!.CoefficientOfVariation);
    }

    [Fact]
    public void A_trace_gives_milliseconds()
    {
        InferenceTrace trace = new([0, 5_000_000], [1_000_000, 7_500_000], [], 0);

        LatencySummary summary = LatencyDistribution.Of(trace)!.Summarize();

        Assert.Equal((1.0, 2.5), (summary.Min, summary.Max));
    }
}
