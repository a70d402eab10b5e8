using InferenceBench.Sampling.Recording;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Recording;

public sealed class PollScheduleTests
{
    private const long Period = 20_000_000;

    [Fact]
    public void Each_period_since_the_start_has_one_reading_and_nothing_drifts()
    {
        var schedule = new PollSchedule(1000, Period, seed: 3);
        for (long slot = 0; slot < 10_000; slot++)
        {
            Assert.InRange(schedule.DueNs, 1000 + (slot * Period), 1000 + ((slot + 1) * Period) - 1);
            schedule.Advance(schedule.DueNs + 40_000);
        }

        Assert.Equal(0, schedule.Overruns);
    }

    [Fact]
    public void The_same_seed_gives_the_same_moments_and_another_one_others()
    {
        Assert.Equal(Moments(1), Moments(1));
        Assert.NotEqual(Moments(1), Moments(2));
    }

    [Fact]
    public void A_reading_longer_than_a_period_skips_periods_and_counts_them()
    {
        var schedule = new PollSchedule(0, Period, seed: 1);

        schedule.Advance((Period * 5 / 2) + 1);

        Assert.Equal(1, schedule.Overruns);
        Assert.InRange(schedule.DueNs, 2 * Period, (3 * Period) - 1);
        schedule.Advance(schedule.DueNs);
        Assert.Equal(1, schedule.Overruns);
    }

    [Fact]
    public void A_pause_is_no_overrun()
    {
        var schedule = new PollSchedule(0, Period, seed: 1);

        schedule.Restart(100 * Period);

        Assert.Equal(0, schedule.Overruns);
        Assert.InRange(schedule.DueNs, 100 * Period, (101 * Period) - 1);
    }

    // At fixed distances every reading would meet the load in one phase: 100 W or 0 W.
    [Theory]
    [InlineData(20_000_000)]
    [InlineData(10_000_000)]
    [InlineData(20_010_000)]
    public void A_load_that_repeats_with_the_period_is_met_in_all_of_its_phases(long loadPeriodNs)
    {
        var schedule = new PollSchedule(0, Period, seed: 1);
        double sum = 0;
        const int Readings = 500;
        for (int i = 0; i < Readings; i++)
        {
            sum += schedule.DueNs % loadPeriodNs < loadPeriodNs / 2 ? 100 : 0;
            schedule.Advance(schedule.DueNs);
        }

        Assert.InRange(sum / Readings, 42, 58);
    }

    private static long[] Moments(int seed)
    {
        var schedule = new PollSchedule(0, Period, seed);
        return [.. Enumerable.Range(0, 50).Select(_ =>
        {
            schedule.Advance(schedule.DueNs);
            return schedule.DueNs;
        })];
    }
}
