using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Diagnosers.Power;

/// <summary>Under which conditions a source saw power being drawn, over the readings inside the windows. Null: it does not read that, or not in these windows.</summary>
internal sealed record Conditions
{
    /// <summary>Mean utilisation of the GPU in %.</summary>
    public double? GpuUtilizationPercent { get; init; }

    /// <summary>Greatest memory in use in bytes.</summary>
    public long? MemoryUsedBytes { get; init; }

    /// <summary>Greatest temperature in °C.</summary>
    public double? MaxTemperatureC { get; init; }

    /// <summary>Least SM clock in MHz.</summary>
    public double? MinSmClockMhz { get; init; }

    /// <summary>Mean SM clock in MHz.</summary>
    public double? MeanSmClockMhz { get; init; }

    /// <summary>Mean SM clock over the greatest possible one, in %.</summary>
    public double? SmClockPercentOfMax { get; init; }

    /// <summary>Reasons for lowered clocks at any moment.</summary>
    public IReadOnlyList<string>? ThrottleReasons { get; init; }

    /// <summary>The conditions in a recording.</summary>
    /// <param name="recording">The readings.</param>
    /// <param name="windows">The windows.</param>
    public static Conditions Of(PowerRecording recording, IReadOnlyList<EnergyWindow> windows)
    {
        double[] clocks = Inside(recording, windows, GaugeNames.SmClock);
        double? greatestClock = Greatest(Inside(recording, windows, GaugeNames.MaxSmClock));
        double[] masks = Inside(recording, windows, GaugeNames.ThrottleReasons);
        double? meanClock = Mean(clocks);
        return new Conditions
        {
            GpuUtilizationPercent = Mean(Inside(recording, windows, GaugeNames.GpuUtilization)),
            MemoryUsedBytes = (long?)Greatest(Inside(recording, windows, GaugeNames.MemoryUsed)),
            MaxTemperatureC = Greatest(Inside(recording, windows, GaugeNames.Temperature)),
            MinSmClockMhz = clocks.Length > 0 ? clocks.Min() : null,
            MeanSmClockMhz = meanClock,
            SmClockPercentOfMax = greatestClock > 0 ? 100 * meanClock / greatestClock : null,
            ThrottleReasons = masks.Length > 0 ? Power.ThrottleReasons.Of(masks.Aggregate(0UL, static (all, mask) => all | (ulong)mask)) : null,
        };
    }

    private static double[] Inside(PowerRecording recording, IReadOnlyList<EnergyWindow> windows, string name)
    {
        int channel = recording.IndexOf(name);
        if (channel < 0)
        {
            return [];
        }

        SampleSeries series = recording.Series(channel);
        return
        [
            .. Enumerable.Range(0, series.Count)
                .Where(i => double.IsFinite(series.Values[i]) && windows.Any(window => series.TimesNs[i] >= window.FromNs && series.TimesNs[i] <= window.ToNs))
                .Select(i => series.Values[i]),
        ];
    }

    private static double? Mean(double[] values)
    {
        return values.Length > 0 ? values.Average() : null;
    }

    private static double? Greatest(double[] values)
    {
        return values.Length > 0 ? values.Max() : null;
    }
}
