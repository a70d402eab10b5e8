using InferenceBench.Reporting.Charts.Inputs;
using InferenceBench.Reporting.Statistics;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Charts;

public sealed class LatencyCurveTests
{
    [Theory]
    [InlineData(11, 0.5)]
    [InlineData(64, 0.9)]
    [InlineData(130, 0.95)]
    [InlineData(662, 0.99)]
    [InlineData(6636, 0.999)]
    public void A_percentile_is_supported_from_as_many_inferences_as_early_stopping_asks_for(int count, double quantile)
    {
        Assert.True(LatencyCurve.Supported(count) >= quantile);
        Assert.True(LatencyCurve.Supported(count - 1) < quantile);
    }

    [Fact]
    public void Values_are_those_of_the_nearest_rank()
    {
        double[] sorted = [.. Enumerable.Range(1, 737).Select(static i => i * 0.5)];
        var curve = new LatencyCurve(sorted, sorted.Length);

        Assert.All(Enumerable.Range(1, 99), percent => Assert.Equal(Percentiles.NearestRank(sorted, percent), curve.At(percent / 100.0)));
    }

    [Fact]
    public void Thinned_latencies_stand_for_all()
    {
        var curve = new LatencyCurve([.. Enumerable.Range(1, 200).Select(static i => (double)i)], 100_000);

        Assert.Equal(100, curve.At(0.5));
        Assert.Equal(101, curve.At(0.50001));
        Assert.Equal(198, curve.At(0.99));
        Assert.Equal(0.995, curve.MostQuantile, 9);
    }

    [Fact]
    public void One_inference_supports_nothing()
    {
        Assert.Equal(0, new LatencyCurve([1], 1).MostQuantile);
        Assert.Equal(1, new LatencyCurve([1], 1).At(0.5));
    }
}
