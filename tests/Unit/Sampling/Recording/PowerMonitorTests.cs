using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Recording;

public sealed class PowerMonitorTests
{
    private static readonly SamplerSettings s_fast = new() { Period = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public void Nothing_to_sample_is_no_error()
    {
        using PowerMonitor monitor = PowerMonitor.Start([]);

        Assert.Empty(monitor.Sources);
    }

    [Fact]
    public void A_capture_covers_its_window_to_the_very_end()
    {
        var source = new ScriptedSource(static (number, values) => values[0] = number, ScriptedSource.Traits);

        // Nothing but what the capture asks for is read after the first reading.
        using PowerMonitor monitor = PowerMonitor.Start([source], new SamplerSettings { Period = TimeSpan.FromMinutes(10) });
        long from = MonotonicTime.NowNs;
        long to = MonotonicTime.NowNs;
        PowerRecording recording = monitor.Capture(0, new EnergyWindow(from, to));

        Assert.True(recording.TimesNs[0] <= from);
        Assert.True(recording.TimesNs[^1] >= to);
        Assert.Equal(recording.TimesNs.Count, recording.ReadNs.Count);
        Assert.Equal((null, 0), (recording.LostReason, recording.LostSamples));
    }

    [Fact]
    public void A_touch_is_a_reading_beside_the_schedule()
    {
        var source = new ScriptedSource(static (number, values) => values[0] = number, ScriptedSource.Traits);
        using PowerMonitor monitor = PowerMonitor.Start([source], new SamplerSettings { Period = TimeSpan.FromMinutes(10) });
        long before = monitor.StatisticsOf(0)!.Rows;

        monitor.Touch();

        WaitFor(() => monitor.StatisticsOf(0)!.Rows == before + 1);
    }

    [Fact]
    public void The_source_is_described_with_its_refresh()
    {
        var source = new ScriptedSource(static (number, values) => values[0] = number, ScriptedSource.Traits);
        using PowerMonitor monitor = PowerMonitor.Start([source]);

        RecordedSource recorded = Assert.Single(monitor.Sources);
        Assert.Equal(("scripted", "a test", PowerScope.Module), (recorded.Id, recorded.Board, recorded.Scope));
        Assert.True(Assert.Single(recorded.Refresh).IsMeasured);
    }

    [Fact]
    public void Disposing_twice_is_no_error()
    {
        var source = new ScriptedSource(static (number, values) => values[0] = number, ScriptedSource.Traits);
        PowerMonitor monitor = PowerMonitor.Start([source]);

        monitor.Dispose();
        monitor.Dispose();

        Assert.True(source.IsDisposed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_loop_allocates_nothing_from_its_first_wait_on(bool hasRefresh)
    {
        // Repeated for the reason that Allocation repeats: a collection that another test causes counts against this thread once.
        long least = long.MaxValue;
        for (int i = 0; i < 5 && least > 0; i++)
        {
            SamplerStatistics statistics = SampleThroughAPause(hasRefresh);
            least = Math.Min(least, statistics.AllocatedBytes);
            Assert.True(!OperatingSystem.IsLinux() || statistics.CpuTime > TimeSpan.Zero, $"{statistics.CpuTime}");
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void What_the_source_allocates_is_seen()
    {
        object? kept = null;
        var source = new ScriptedSource((number, values) => (kept, values[0]) = (new byte[100], number), ScriptedSource.Traits);
        using PowerMonitor monitor = PowerMonitor.Start([source], s_fast);
        WaitFor(() => monitor.StatisticsOf(0)!.Rows >= 10);

        Assert.True(monitor.StatisticsOf(0)!.AllocatedBytes >= 900);
        Assert.NotNull(kept);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_source_that_is_lost_costs_its_window_with_the_reason(bool isForeseen)
    {
        var other = new ScriptedSource(static (number, values) => values[0] = number, ScriptedSource.Traits);
        var source = new ScriptedSource(
            (number, values) => values[0] = number < 50 ? number : throw (isForeseen ? new PowerSourceException("GPU is lost") : new InvalidOperationException("two\nlines")),
            ScriptedSource.Traits);
        using PowerMonitor monitor = PowerMonitor.Start([source, other], s_fast);
        long start = MonotonicTime.NowNs;
        WaitFor(() => monitor.Capture(0, new EnergyWindow(start, MonotonicTime.NowNs)).LostReason is not null);

        var window = new EnergyWindow(start, MonotonicTime.NowNs);
        Assert.Equal(isForeseen ? "GPU is lost" : "reading scripted failed: InvalidOperationException: two lines", monitor.Capture(0, window).LostReason);
        Assert.Null(monitor.Capture(0, new EnergyWindow(start - 20_000_000_000, start - 10_000_000_000)).LostReason);
        Assert.Null(monitor.Capture(1, window).LostReason);
        Assert.False(source.IsDisposed);
    }

    [Fact]
    public void A_source_that_is_lost_at_its_first_reading_leaves_an_empty_recording_with_the_reason()
    {
        var source = new ScriptedSource(static (_, _) => throw new PowerSourceException("it was unplugged"), ScriptedSource.Traits);
        using PowerMonitor monitor = PowerMonitor.Start([source]);

        PowerRecording recording = monitor.Capture(0, new EnergyWindow(MonotonicTime.NowNs, MonotonicTime.NowNs));

        Assert.Equal((0, "it was unplugged"), (recording.TimesNs.Count, recording.LostReason));
        Assert.Equal(new RefreshPeriod(ScriptedSource.Traits.NominalRefresh, false), Assert.Single(monitor.Sources[0].Refresh));
        Assert.Null(monitor.StatisticsOf(0));
    }

    [Fact]
    public void A_reading_that_hangs_neither_holds_up_the_end_nor_loses_the_source()
    {
        using var release = new ManualResetEventSlim();
        var source = new ScriptedSource(
            (number, values) =>
            {
                if (number > 30)
                {
                    release.Wait();
                }

                values[0] = number;
            },
            ScriptedSource.Traits);
        PowerMonitor monitor = PowerMonitor.Start([source], s_fast);
        long start = MonotonicTime.NowNs;
        WaitFor(() => source.Readings > 31);

        // Waits a second for a reading that does not come.
        PowerRecording recording = monitor.Capture(0, new EnergyWindow(start, MonotonicTime.NowNs));
        monitor.Dispose();

        Assert.StartsWith("scripted has not answered for ", recording.LostReason, StringComparison.Ordinal);
        Assert.False(source.IsDisposed);
        release.Set();
        WaitFor(() => source.IsDisposed);
    }

    [Fact]
    public void A_pause_stops_all_readings_until_it_is_over()
    {
        var source = new ScriptedSource(static (number, values) => values[0] = number, ScriptedSource.Traits);
        using PowerMonitor monitor = PowerMonitor.Start([source], s_fast);
        monitor.Pause();
        monitor.Capture(0, new EnergyWindow(0, long.MaxValue - 2_000_000_000));
        Thread.Sleep(5);
        long readings = source.Readings;
        Thread.Sleep(50);
        Assert.Equal(readings, source.Readings);

        monitor.Resume();
        WaitFor(() => source.Readings > readings + 5);
    }

    [Fact]
    public void The_thread_is_named_after_its_source()
    {
        string? name = null;
        var source = new ScriptedSource((number, values) => (name, values[0]) = (Thread.CurrentThread.Name, number), ScriptedSource.Traits);
        using (PowerMonitor.Start([source], s_fast))
        {
            Assert.Equal("power sampler scripted", name);
        }

        Assert.True(source.IsDisposed);
    }

    [Fact]
    public void A_period_below_a_millisecond_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PowerMonitor.Start([], new SamplerSettings { Period = TimeSpan.FromTicks(9999) }));
    }

    private static SamplerStatistics SampleThroughAPause(bool hasRefresh)
    {
        var source = new ScriptedSource(static (number, values) => values[0] = number, hasRefresh ? [ScriptedSource.Traits] : []);
        using PowerMonitor monitor = PowerMonitor.Start([source], s_fast);
        monitor.Pause();
        Thread.Sleep(5);
        monitor.Resume();
        WaitFor(() => monitor.StatisticsOf(0)!.Rows >= 200);
        return monitor.StatisticsOf(0)!;
    }

    private static void WaitFor(Func<bool> condition)
    {
        Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(30)), "it did not happen");
    }
}
