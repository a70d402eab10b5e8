using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Tests.Unit.Sampling.Energy;

/// <summary>Recordings of sensors that do not exist.</summary>
internal static class Recordings
{
    public static SensorTraits Traits { get; } = new()
    {
        NominalRefresh = TimeSpan.FromMilliseconds(100),
        PollPeriod = TimeSpan.FromMilliseconds(20),
        MinimumWindow = TimeSpan.FromSeconds(5),
        GainUncertainty = 0.025,
    };

    public static PowerChannel Watts(string name)
    {
        return new PowerChannel(name, PowerScope.Gpu, ChannelKind.InstantaneousPower, "W");
    }

    public static PowerChannel Millijoules(string name)
    {
        return new PowerChannel(name, PowerScope.Gpu, ChannelKind.EnergyCounter, "mJ");
    }

    /// <summary>A source with these channels and routes, each refreshed every 100 ms.</summary>
    public static RecordedSource Source(PowerChannel[] channels, params EnergyRoute[] routes)
    {
        return new RecordedSource("test", "a board", PowerScope.Gpu, channels, routes, null, [], [.. routes.Select(static _ => new RefreshPeriod(TimeSpan.FromMilliseconds(100), true))]);
    }

    /// <summary>Readings of all channels every 20 ms from 0 on.</summary>
    public static PowerRecording Record(RecordedSource source, int seconds, params Func<double, double>[] channels)
    {
        long[] times = [.. Enumerable.Range(0, (seconds * 50) + 1).Select(static i => i * 20 * Trace.Ms)];
        return new PowerRecording(source, times, [.. times.SelectMany(time => channels.Select(channel => channel(time / 1e9)))]);
    }

    /// <summary>What a counter of constant power shows that ticks every 100 ms.</summary>
    public static Func<double, double> Ticks(double watts)
    {
        return seconds => Math.Round(watts * Math.Floor((seconds * 10) + 1e-6) * 100);
    }
}
