using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Recording;

public sealed class SamplingPeriodTests
{
    [Theory]
    [InlineData(100, 100, 20, 50)]
    [InlineData(25, 100, 20, 20)]
    [InlineData(1, 1, 100, 100)]
    [InlineData(422, 430, 100, 211)]
    [InlineData(6.6, 7, 20, 20)]
    public void Two_readings_see_each_refresh_but_none_comes_faster_than_the_sensor_is_best_read(double refreshMs, double nominalMs, double pollMs, double expectedMs)
    {
        Assert.Equal(expectedMs, Of((refreshMs, nominalMs, pollMs)));
    }

    [Fact]
    public void A_sensor_that_repeats_itself_at_rest_is_not_read_more_slowly_for_it()
    {
        Assert.Equal(50, Of((800, 100, 20)));
    }

    [Fact]
    public void The_fastest_of_several_ways_counts()
    {
        Assert.Equal(20, Of((100, 100, 20), (25, 100, 20)));
    }

    [Fact]
    public void Without_a_way_to_energy_it_is_50_Hz()
    {
        Assert.Equal(20, SamplingPeriod.Of([], []).TotalMilliseconds);
    }

    [Theory]
    [InlineData(20, 15, 45_000)]
    [InlineData(20, 60, 180_000)]
    [InlineData(500, 15, 1800)]
    [InlineData(1, 15, 262_144)]
    [InlineData(600_000, 15, 64)]
    public void Readings_are_kept_for_a_time_within_bounds_of_memory(double periodMs, double keptMinutes, int expected)
    {
        Assert.Equal(expected, SamplingPeriod.Capacity(TimeSpan.FromMilliseconds(periodMs), TimeSpan.FromMinutes(keptMinutes)));
    }

    private static double Of(params (double RefreshMs, double NominalMs, double PollMs)[] routes)
    {
        return SamplingPeriod.Of(
            [.. routes.Select(static route => new EnergyRoute("power", [0], ChannelKind.InstantaneousPower, ScriptedSource.Traits with
            {
                NominalRefresh = TimeSpan.FromMilliseconds(route.NominalMs),
                PollPeriod = TimeSpan.FromMilliseconds(route.PollMs),
            }))],
            [.. routes.Select(static route => new RefreshPeriod(TimeSpan.FromMilliseconds(route.RefreshMs), true))]).TotalMilliseconds;
    }
}
