using InferenceBench.Sampling.Nvml;
using InferenceBench.Sampling.Nvml.Native;
using InferenceBench.Sampling.Sources;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Nvml;

public sealed class NvmlGaugesTests
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(20);
    private readonly ScriptedTime _time = new();
    private TimeSpan _callLength = TimeSpan.FromMicroseconds(2);

    [Fact]
    public void The_first_call_reads_all_however_long_they_take()
    {
        _callLength = TimeSpan.FromMilliseconds(5);

        Assert.Equal([1, 2, 3, 4], Read(Create(4)));
    }

    [Fact]
    public void All_are_read_again_with_every_fifth_poll()
    {
        NvmlGauges gauges = Create(3);
        int[] counts = [.. Enumerable.Range(0, 11).Select(_ => Poll(gauges).Count(static value => !double.IsNaN(value)))];

        Assert.Equal([3, 0, 0, 0, 0, 3, 0, 0, 0, 0, 3], counts);
    }

    [Fact]
    public void Slow_ones_are_read_one_a_poll_in_turn()
    {
        NvmlGauges gauges = Create(4);
        _callLength = TimeSpan.FromMilliseconds(5);
        _ = Read(gauges);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        double[] seen = [.. Enumerable.Range(0, 4).Select(_ => Assert.Single(Poll(gauges), static value => !double.IsNaN(value)))];

        Assert.Equal([1, 2, 3, 4], seen);
    }

    [Fact]
    public void One_that_fails_is_blank_and_said()
    {
        NvmlGauges gauges = new([Gauge("a", NvmlReturn.Success, 1), Gauge("b", NvmlReturn.GpuIsLost, 2), Gauge("c", NvmlReturn.Success, 3)], _time);
        var values = new double[3];
        NvmlReturn code = gauges.Read(null!, values, out string failedCall);

        Assert.Equal([1, double.NaN, 3], values);
        Assert.Equal((NvmlReturn.GpuIsLost, "call of b"), (code, failedCall));
    }

    [Fact]
    public void None_at_all_is_fine()
    {
        Assert.Empty(Read(Create(0)));
    }

    private NvmlGauges Create(int count)
    {
        return new NvmlGauges(Enumerable.Range(1, count).Select(value => Gauge($"gauge {value}", NvmlReturn.Success, value)), _time);
    }

    private NvmlReading Gauge(string name, NvmlReturn code, double known)
    {
        return new NvmlReading(name, $"call of {name}", new PowerChannel(name, PowerScope.Gpu, ChannelKind.Gauge, ""), (NvmlDevice _, out double value) =>
        {
            _time.Advance(_callLength);
            value = known;
            return code;
        });
    }

    private double[] Poll(NvmlGauges gauges)
    {
        double[] values = Read(gauges);
        _time.Advance(s_poll);
        return values;
    }

    private static double[] Read(NvmlGauges gauges)
    {
        var values = new double[gauges.Readings.Count];
        Assert.Equal(NvmlReturn.Success, gauges.Read(null!, values, out _));
        return values;
    }

    private sealed class ScriptedTime : TimeProvider
    {
        private long _now = 1_000_000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            return _now;
        }

        public void Advance(TimeSpan time)
        {
            _now += time.Ticks;
        }
    }
}
