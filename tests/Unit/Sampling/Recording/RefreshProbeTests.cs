using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Recording;

public sealed class RefreshProbeTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void The_median_gap_of_the_changes_is_the_refresh()
    {
        RefreshPeriod refresh = Assert.Single(Measure((_, values) => values[0] = Math.Floor(_clock.ElapsedMs / 20)));

        Assert.True(refresh.IsMeasured);
        Assert.InRange(refresh.Period.TotalMilliseconds, 19.4, 20.6);
    }

    [Fact]
    public void One_late_update_does_not_change_the_median()
    {
        RefreshPeriod refresh = Assert.Single(Measure((_, values) => values[0] = _clock.ElapsedMs is > 60 and < 160 ? 3 : Math.Floor(_clock.ElapsedMs / 20)));

        Assert.InRange(refresh.Period.TotalMilliseconds, 19.4, 20.6);
    }

    [Fact]
    public void Of_an_odd_number_of_gaps_the_middle_one_counts()
    {
        double[] changesMs = [100, 150, 400, 600];
        RefreshPeriod refresh = Assert.Single(Measure((_, values) => values[0] = changesMs.Count(change => change <= _clock.ElapsedMs)));

        Assert.InRange(refresh.Period.TotalMilliseconds, 199, 201);
    }

    [Fact]
    public void A_fast_sensor_is_known_long_before_a_second_is_over()
    {
        Measure((number, values) => values[0] = number);

        Assert.InRange(_clock.ElapsedMs, 0, 20);
    }

    [Fact]
    public void Constant_readings_take_a_second_and_give_the_usual_refresh_as_assumed()
    {
        RefreshPeriod refresh = Assert.Single(Measure((_, values) => values[0] = 5));

        Assert.Equal(new RefreshPeriod(TimeSpan.FromMilliseconds(40), false), refresh);
        Assert.InRange(_clock.ElapsedMs, 900, 1000);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(30)]
    [InlineData(300)]
    [InlineData(700)]
    public void It_never_takes_more_than_a_second_however_slow_the_source(double readMs)
    {
        Measure((_, values) =>
        {
            _clock.PassMs(readMs);
            values[0] = 5;
        });

        Assert.True(_clock.ElapsedMs <= 1000, $"{_clock.ElapsedMs} ms");
    }

    [Fact]
    public void A_slow_refresh_is_measured_from_the_changes_that_a_second_shows()
    {
        RefreshPeriod refresh = Assert.Single(Measure((_, values) => values[0] = Math.Floor((_clock.ElapsedMs + 100) / 250)));

        Assert.True(refresh.IsMeasured);
        Assert.InRange(refresh.Period.TotalMilliseconds, 249, 251);
    }

    [Fact]
    public void One_gap_is_enough_where_it_is_about_as_long_as_it_usually_is()
    {
        var source = new ScriptedSource(
            (_, values) => values[0] = Math.Floor((_clock.ElapsedMs + 100) / 422),
            ScriptedSource.Traits with { NominalRefresh = TimeSpan.FromMilliseconds(430) });

        RefreshPeriod refresh = Assert.Single(RefreshProbe.Measure(source, _clock, () => false));

        Assert.True(refresh.IsMeasured);
        Assert.InRange(refresh.Period.TotalMilliseconds, 421, 423);
    }

    [Fact]
    public void Two_far_apart_changes_of_a_sensor_at_rest_are_no_refresh()
    {
        RefreshPeriod refresh = Assert.Single(Measure((_, values) => values[0] = _clock.ElapsedMs is > 100 and < 800 ? 6 : 5));

        Assert.Equal(new RefreshPeriod(TimeSpan.FromMilliseconds(40), false), refresh);
    }

    [Fact]
    public void Each_route_has_its_own_refresh()
    {
        var source = new ScriptedSource(
            (_, values) =>
            {
                values[0] = Math.Floor(_clock.ElapsedMs / 100);
                values[1] = Math.Floor(_clock.ElapsedMs / 20);
            },
            ScriptedSource.Traits,
            ScriptedSource.Traits);

        IReadOnlyList<RefreshPeriod> refresh = RefreshProbe.Measure(source, _clock, () => false);

        Assert.InRange(refresh[0].Period.TotalMilliseconds, 99, 101);
        Assert.InRange(refresh[1].Period.TotalMilliseconds, 19, 21);
    }

    [Fact]
    public void A_route_of_several_channels_changes_with_any_of_them()
    {
        var source = new ScriptedSource(
            (_, values) =>
            {
                values[0] = 5;
                values[1] = Math.Floor(_clock.ElapsedMs / 20);
            },
            ScriptedSource.Traits,
            ScriptedSource.Traits)
        {
            Routes = [new EnergyRoute("total", [0, 1], ChannelKind.InstantaneousPower, ScriptedSource.Traits)],
        };

        Assert.InRange(Assert.Single(RefreshProbe.Measure(source, _clock, () => false)).Period.TotalMilliseconds, 19, 21);
    }

    [Fact]
    public void Failed_readings_are_no_changes()
    {
        RefreshPeriod refresh = Assert.Single(Measure((number, values) => values[0] = number % 2 == 0 ? 5 : double.NaN));

        Assert.False(refresh.IsMeasured);
    }

    [Fact]
    public void A_source_without_a_way_to_energy_is_not_read()
    {
        var source = new ScriptedSource((_, _) => Assert.Fail("it was read"));

        Assert.Empty(RefreshProbe.Measure(source, _clock, () => false));
    }

    private IReadOnlyList<RefreshPeriod> Measure(ScriptedSource.Script read)
    {
        return RefreshProbe.Measure(new ScriptedSource(read, ScriptedSource.Traits), _clock, () => false);
    }
}
