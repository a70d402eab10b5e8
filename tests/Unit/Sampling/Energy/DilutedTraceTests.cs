using InferenceBench.Sampling.Energy;
using Xunit;
using static InferenceBench.Tests.Unit.Sampling.Energy.Trace;

namespace InferenceBench.Tests.Unit.Sampling.Energy;

/// <summary>
/// A published row of an AGX Orin in mode MaxN gives 21.25 W for 190.5 s of inference, although the busy 190 s of its log drew 27.86 W: idle before and after
/// was averaged in, and MaxN seemed to draw less than the 50 W mode. The trace here is made of those figures: 27.86 W for 190.5 s, 12.6 W around it, long
/// enough that the mean of all is 21.25 W, read about every second as tegrastats does.
/// </summary>
public sealed class DilutedTraceTests
{
    private const double BusyWatts = 27.86;
    private const double IdleWatts = 12.6;
    private const double BusyMs = 190_540;

    private static readonly double s_idleMs = BusyMs * (BusyWatts - 21.25) / (21.25 - IdleWatts) / 2;

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(1_000)]
    public void The_windows_of_the_iterations_give_the_busy_power(int stepMs)
    {
        SampleSeries watts = Record(stepMs);
        EnergyWindow[] iterations = [.. Enumerable.Range(0, 100).Select(static i => new EnergyWindow(At(i), At(i + 1) - 2_500))];

        EnergyResult all = Power(watts, Window(0, (2 * s_idleMs) + BusyMs - stepMs));
        EnergyResult busy = Power(watts, iterations);

        Assert.Equal(21.25, all.MeanWatts!.Value, 0.1);
        Assert.Equal(BusyWatts, busy.MeanWatts!.Value, 0.1);
        Assert.InRange(BusyWatts * busy.Seconds, busy.Joules!.Value - busy.UncertaintyJoules!.Value, busy.Joules.Value + busy.UncertaintyJoules.Value);
        Assert.Empty(busy.Flags);
    }

    private static SampleSeries Record(int stepMs)
    {
        return Every(stepMs, 0, (long)((2 * s_idleMs) + BusyMs), static t => t * 1e3 >= s_idleMs && t * 1e3 <= s_idleMs + BusyMs ? BusyWatts : IdleWatts);
    }

    private static long At(int iteration)
    {
        return (long)((s_idleMs + (BusyMs * iteration / 100)) * Ms);
    }
}
