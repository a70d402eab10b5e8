using System.Globalization;
using InferenceBench.Reporting.Charts.Scales;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Charts;

public sealed class AxisScaleTests
{
    private const int Tries = 2000;

    [Fact]
    public void A_linear_axis_holds_its_values_between_nice_ticks()
    {
        ForRandomRanges(static (least, greatest, what) =>
        {
            var scale = new LinearScale(least, greatest);
            double[] ticks = [.. scale.Ticks.Select(static tick => tick.Value)];

            Assert.True(ticks[0] <= least * (1 + 1e-6) && ticks[^1] >= greatest * (1 - 1e-6), what);
            Assert.True(ticks.Length is >= 2 and <= 12, what);
            Assert.True(IsNice(ticks[1] - ticks[0]), what);
            Assert.Equal(ticks.Length, scale.Ticks.Select(static tick => tick.Label).Distinct().Count());
        });
    }

    [Fact]
    public void A_logarithmic_axis_holds_its_values_and_has_ticks()
    {
        ForRandomRanges(static (least, greatest, what) =>
        {
            var scale = new LogScale(least, greatest);

            Assert.True(scale.Position(least) >= -1e-9 && scale.Position(greatest) <= 1 + 1e-9, what);
            Assert.True(scale.Ticks.Count is >= 2 and <= 12, $"{what}: {scale.Ticks.Count} ticks");
            Assert.All(scale.Ticks, tick => Assert.True(IsNice(tick.Value), what));
        });
    }

    [Fact]
    public void A_larger_value_lies_further_along_every_axis()
    {
        ForRandomRanges(static (least, greatest, what) =>
        {
            AxisScale[] scales = [new LinearScale(least, greatest), new LogScale(least, greatest), AxisScale.For([least, greatest]), LinearScale.Covering(least, greatest), new TimeScale(greatest)];
            Assert.All(scales, scale => Assert.True(scale.Position(greatest) > scale.Position(least), what));
        });
        Assert.True(new BatchScale([1, 8]).Position(8) > new BatchScale([1, 8]).Position(1));
        Assert.True(new PercentileScale(0.999).Position(0.99) > new PercentileScale(0.999).Position(0.9));
    }

    [Fact]
    public void Values_that_span_more_than_thirty_times_get_a_logarithmic_axis()
    {
        Assert.IsType<LogScale>(AxisScale.For([1, 31]));
        Assert.IsType<LinearScale>(AxisScale.For([1, 29]));
        Assert.IsType<LinearScale>(AxisScale.For([double.NaN, -3, 0]));
    }

    [Fact]
    public void A_linear_axis_starts_at_nought_unless_values_lie_close_together()
    {
        Assert.Equal(0, LinearScale.Covering(10, 30).Position(0), 9);
        Assert.Equal(0, LinearScale.Covering(30, 30).Position(0), 9);
        Assert.True(LinearScale.Covering(95, 100).Position(0) < 0);
    }

    [Fact]
    public void Decades_of_a_percentile_axis_are_equally_far_apart()
    {
        var scale = new PercentileScale(0.9999);

        Assert.Equal(0.25, scale.Position(0.9), 9);
        Assert.Equal(0.5, scale.Position(0.99), 9);
        Assert.Equal(0.75, scale.Position(0.999), 9);
        Assert.Equal(0.99, scale.Quantile(0.5), 9);
        Assert.Equal(["0 %", "50 %", "75 %", "90 %", "95 %", "99 %", "99.9 %", "99.99 %"], scale.Ticks.Select(static tick => tick.Label));
    }

    [Fact]
    public void Batches_are_the_ticks_of_their_axis()
    {
        Assert.Equal(["1", "8", "512"], new BatchScale([512, 1, 8, 8]).Ticks.Select(static tick => tick.Label));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.05, "0.05")]
    [InlineData(2000, "2000")]
    [InlineData(20_000, "20k")]
    [InlineData(5e6, "5M")]
    [InlineData(1e12, "1T")]
    [InlineData(1e-6, "1e-6")]
    public void Ticks_have_short_labels(double value, string expected)
    {
        Assert.Equal(expected, AxisText.Of(value));
    }

    private static bool IsNice(double step)
    {
        double first = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-7));
        return Math.Abs(first - 1) < 1e-6 || Math.Abs(first - 2) < 1e-6 || Math.Abs(first - 5) < 1e-6;
    }

    private static void ForRandomRanges(Action<double, double, string> check)
    {
        const int seed = 20260102;
        var random = new Random(seed);
        for (int i = 0; i < Tries; i++)
        {
            double least = Math.Pow(10, (random.NextDouble() * 18) - 9);
            double greatest = least * (1.001 + Math.Pow(10, (random.NextDouble() * 8) - 3));
            check(least, greatest, string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {least:R} to {greatest:R}"));
        }
    }
}
