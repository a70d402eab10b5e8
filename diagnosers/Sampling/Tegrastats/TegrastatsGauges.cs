using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Tegrastats;

/// <summary>The channels of a board and where in a line their values are. Those that its first line lacks it does not have.</summary>
internal sealed class TegrastatsGauges
{
    /// <summary>Name of the channel of the total.</summary>
    public const string Total = "total";

    /// <summary>Name of the gauge of the memory controller's load, in %.</summary>
    public const string EmcUtilization = "emc_utilization";

    private const double BytesPerMegabyte = 1024 * 1024;
    private readonly List<Func<TegrastatsLine, double?>> _readers = [];
    private readonly List<PowerChannel> _channels = [];

    /// <summary>The channels of a board.</summary>
    /// <param name="first">A whole line of it.</param>
    /// <param name="scope">What its total covers.</param>
    public TegrastatsGauges(TegrastatsLine first, PowerScope scope)
    {
        Add(first, new PowerChannel(Total, scope, ChannelKind.InstantaneousPower, "W"), static line => line.TotalWatts);
        foreach (string rail in first.Rails.Keys)
        {
            // A rail of this name would hide the total.
            string name = rail is Total ? rail + "_rail" : rail;
            Add(first, new PowerChannel(name, PowerScope.Rail, ChannelKind.InstantaneousPower, "W"), line => line.Rails.TryGetValue(rail, out RailPower? power) ? power.CurrentMilliwatts / 1000.0 : null);
        }

        Add(first, Gauge(GaugeNames.GpuUtilization, "%"), static line => line.Gr3d?.LoadPercent);
        Add(first, Gauge(GaugeNames.SmClock, "MHz"), static line => line.Gr3d is { Megahertz.Count: > 0 } gpu ? gpu.Megahertz.Max() : null);
        Add(first, Gauge(GaugeNames.MemoryUsed, "B"), static line => line.Ram?.UsedMegabytes * BytesPerMegabyte);
        Add(first, Gauge(GaugeNames.Temperature, "C"), static line => line.HottestCelsius);
        Add(first, Gauge(EmcUtilization, "%"), static line => line.Emc?.LoadPercent);
        Add(first, Gauge(GaugeNames.MemoryClock, "MHz"), static line => line.Emc?.Megahertz);
    }

    /// <summary>The channels.</summary>
    public IReadOnlyList<PowerChannel> Channels => _channels;

    /// <summary>The values of a line, one for each channel; NaN where it does not say one.</summary>
    /// <param name="line">The line.</param>
    public double[] Read(TegrastatsLine line)
    {
        return [.. _readers.Select(reader => reader(line) ?? double.NaN)];
    }

    private static PowerChannel Gauge(string name, string unit)
    {
        return new PowerChannel(name, PowerScope.Module, ChannelKind.Gauge, unit);
    }

    private void Add(TegrastatsLine first, PowerChannel channel, Func<TegrastatsLine, double?> reader)
    {
        if (reader(first) is not null)
        {
            _channels.Add(channel);
            _readers.Add(reader);
        }
    }
}
