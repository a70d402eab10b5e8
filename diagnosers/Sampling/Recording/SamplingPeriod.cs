using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Recording;

/// <summary>How often a source is read, and for how long its readings are kept.</summary>
internal static class SamplingPeriod
{
    /// <summary>Period of a source without a way to its energy: 50 Hz.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromMilliseconds(20);

    /// <summary>No source is read more often: a thread sleeps whole milliseconds.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private const int LeastRows = 64;
    private const int MostRows = 1 << 18;

    /// <summary>
    /// Two readings for each refresh, so that none is missed, but never more often than the sensor is best read; of several ways to its energy the fastest counts.
    /// A refresh that was measured may speed this up, and never slows it down beyond the sensor's usual one: at rest a sensor repeats
    /// itself, and its changes are then further apart than its refreshes.
    /// </summary>
    /// <param name="routes">Ways to the source's energy.</param>
    /// <param name="refresh">[routes]: their refresh periods.</param>
    public static TimeSpan Of(IReadOnlyList<EnergyRoute> routes, IReadOnlyList<RefreshPeriod> refresh)
    {
        return routes.Count == 0 ? Default : routes.Zip(refresh, Of).Min();
    }

    /// <summary>Rows that hold the readings of some time, 64 to 262,144 (of a row of 10 values that is 24 MiB, of which only what is used becomes resident).</summary>
    /// <param name="period">Period of the readings.</param>
    /// <param name="kept">How long they are kept.</param>
    public static int Capacity(TimeSpan period, TimeSpan kept)
    {
        return (int)Math.Clamp(kept / period, LeastRows, MostRows);
    }

    private static TimeSpan Of(EnergyRoute route, RefreshPeriod refresh)
    {
        SensorTraits traits = route.Traits;
        if (route.Kind == ChannelKind.EnergyCounter)
        {
            // The moment of a step is known to the distance of two readings: here lies the timing error of short windows.
            return traits.PollPeriod > Shortest ? traits.PollPeriod : Shortest;
        }

        TimeSpan half = (refresh.Period < traits.NominalRefresh ? refresh.Period : traits.NominalRefresh) / 2;
        return new[] { half, traits.PollPeriod, Shortest }.Max();
    }
}
