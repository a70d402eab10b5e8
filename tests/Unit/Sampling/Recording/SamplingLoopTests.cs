using InferenceBench.Sampling.Recording;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Recording;

public sealed class SamplingLoopTests
{
    private readonly FakeClock _clock = new();
    private readonly SamplerControl _control;

    public SamplingLoopTests()
    {
        _control = new SamplerControl(_clock);
    }

    [Fact]
    public void A_reading_is_stamped_in_its_middle_and_its_length_is_kept()
    {
        SamplingLoop loop = Create(readMs: 6);
        long before = _clock.NowNs;

        loop.Read();

        SampleRows rows = loop.Ring.Copy(0, long.MaxValue);
        Assert.Equal(before + 3_000_000, Assert.Single(rows.TimesNs));
        Assert.Equal(6_000_000, Assert.Single(rows.ReadNs));
    }

    [Fact]
    public void Nothing_is_read_before_it_is_due()
    {
        SamplingLoop loop = Create(readMs: 0);

        loop.Step();

        Assert.Equal(0, loop.Ring.Written);
        Assert.Single(_clock.Waits);
        loop.Step();
        Assert.Equal(1, loop.Ring.Written);
    }

    [Fact]
    public void The_mean_rate_is_that_of_the_period()
    {
        SamplingLoop loop = Create(readMs: 0.1);

        RunMs(loop, 10_000);

        Assert.Equal(500, loop.Ring.Written, 1.0);
        Assert.Equal(0, loop.Statistics.Overruns);
    }

    [Fact]
    public void A_source_slower_than_the_period_is_read_back_to_back_and_its_overruns_are_counted()
    {
        SamplingLoop loop = Create(readMs: 50);

        RunMs(loop, 10_000);

        SamplerStatistics statistics = loop.Statistics;
        Assert.InRange(statistics.Rows, 180, 200);
        Assert.Equal(500, statistics.Rows + statistics.Overruns, 2.0);
        Assert.Equal((50, 50), (statistics.MeanReadTime.TotalMilliseconds, statistics.MaximumReadTime.TotalMilliseconds));
    }

    [Fact]
    public void A_pause_leaves_the_source_alone_and_is_no_overrun()
    {
        SamplingLoop loop = Create(readMs: 0.1);
        RunMs(loop, 1000);
        long before = loop.Ring.Written;

        _control.Pause();
        loop.Step();
        _clock.PassMs(5000);
        loop.Step();
        Assert.Equal(before, loop.Ring.Written);

        _control.Resume();
        RunMs(loop, 1000);
        Assert.Equal(before + 50, loop.Ring.Written, 1.0);
        Assert.Equal(0, loop.Statistics.Overruns);
    }

    [Fact]
    public void A_reading_that_is_asked_for_comes_at_once_and_leaves_the_schedule_as_it_is()
    {
        long start = _clock.NowNs;
        SamplingLoop loop = Create(readMs: 0);
        RunMs(loop, 200);
        long[] scheduled = loop.Ring.Copy(0, long.MaxValue).TimesNs;
        Assert.Equal(10, scheduled.Length, 1.0);

        _clock.NowNs = start;
        loop = Create(readMs: 0);
        List<long> asked = [];
        foreach (long due in scheduled)
        {
            _clock.NowNs = due - 1;
            asked.Add(due - 1);
            long number = _control.Ask();
            loop.Step();
            Assert.Equal(number, _control.Answered);
            _clock.NowNs = due;
            loop.Step();
        }

        Assert.Equal(scheduled.Concat(asked).Order(), loop.Ring.Copy(0, long.MaxValue).TimesNs);
    }

    [Fact]
    public void A_stop_ends_it()
    {
        SamplingLoop loop = Create(readMs: 0.1);
        _control.Stop();

        loop.Run();

        Assert.Equal(0, loop.Ring.Written);
    }

    private SamplingLoop Create(double readMs)
    {
        var source = new ScriptedSource((number, values) =>
        {
            _clock.PassMs(readMs);
            values[0] = number;
        });
        return new SamplingLoop(source, _clock, _control, TimeSpan.FromMilliseconds(20), new SamplerSettings());
    }

    private void RunMs(SamplingLoop loop, double milliseconds)
    {
        long end = _clock.NowNs + (long)(milliseconds * 1e6);
        while (_clock.NowNs < end)
        {
            loop.Step();
        }
    }
}
