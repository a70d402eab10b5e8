using InferenceBench.Sampling.Energy;

namespace InferenceBench.Tests.Unit.Sampling.Energy;

/// <summary>Readings of a power or an energy that is known in closed form. Times are in milliseconds.</summary>
internal static class Trace
{
    public const long Ms = 1_000_000;

    /// <summary>Reads a function of the seconds at regular times, both ends included.</summary>
    public static SampleSeries Every(long stepMs, long fromMs, long toMs, Func<double, double> valueAtSeconds)
    {
        long[] times = [.. Enumerable.Range(0, (int)((toMs - fromMs) / stepMs) + 1).Select(i => (fromMs + (i * stepMs)) * Ms)];
        return new SampleSeries(times, [.. times.Select(time => valueAtSeconds(time / 1e9))]);
    }

    /// <summary>Readings at given moments.</summary>
    public static SampleSeries Of(params (double Ms, double Value)[] readings)
    {
        return new SampleSeries([.. readings.Select(static reading => (long)(reading.Ms * Ms))], [.. readings.Select(static reading => reading.Value)]);
    }

    public static EnergyWindow Window(double fromMs, double toMs)
    {
        return new EnergyWindow((long)(fromMs * Ms), (long)(toMs * Ms));
    }

    public static EnergyResult Power(SampleSeries watts, params EnergyWindow[] windows)
    {
        return EnergyIntegrator.Integrate(watts, windows, new EnergyPolicy());
    }

    /// <summary>Integrates a counter of millijoules whose range is not known.</summary>
    public static EnergyResult Counter(SampleSeries millijoules, params EnergyWindow[] windows)
    {
        return EnergyIntegrator.IntegrateCounter(millijoules, windows, new EnergyPolicy { JoulesPerUnit = 1e-3 });
    }

    /// <summary>Integrates a counter of microjoules that starts again from 0 at its range.</summary>
    public static EnergyResult Wrapping(SampleSeries microjoules, double range, params EnergyWindow[] windows)
    {
        return EnergyIntegrator.IntegrateCounter(microjoules, windows, new EnergyPolicy { JoulesPerUnit = 1e-6, CounterRange = range });
    }

    /// <summary>The same readings, each later (or earlier) by a distance.</summary>
    public static SampleSeries Shift(SampleSeries series, long distanceNs)
    {
        return series with { TimesNs = [.. series.TimesNs.Select(time => time + distanceNs)] };
    }

    /// <summary>Cuts a window at random moments.</summary>
    public static EnergyWindow[] Partition(Random random, EnergyWindow window, int parts)
    {
        long[] cuts = [window.FromNs, .. Enumerable.Range(0, parts - 1).Select(_ => random.NextInt64(window.FromNs, window.ToNs)).Order(), window.ToNs];
        return [.. cuts.Zip(cuts.Skip(1), static (from, to) => new EnergyWindow(from, to))];
    }
}
