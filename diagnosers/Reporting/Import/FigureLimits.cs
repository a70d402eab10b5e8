using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Import;

/// <summary>What a figure can be at all. Files are written by programs that go wrong: −1 ms, 1e300 images/s.</summary>
internal static class FigureLimits
{
    private const double Most = 1e12;
    private const double MostCounted = 1e18;
    private const double AbsoluteZeroC = -273.15;

    // A little more than 100 %: sensors round.
    private const double MostPercentBusy = 101;

    /// <summary>Whether a value is finite and within what its figure can be.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="value">Its value in the stored unit.</param>
    public static bool Allow(Figure figure, double value)
    {
        return figure switch
        {
            // A sensor's offset makes energy and power at very low load negative, and idle may draw more than the load.
            Figure.EnergyJoules or Figure.NetEnergyJoules or Figure.PowerWatts or Figure.IdleWatts or Figure.EnergyDelayJouleSeconds
                => Math.Abs(value) <= Most,
            Figure.MaxTemperatureC => value is >= AbsoluteZeroC and <= 1000,
            Figure.GpuPercent => value is >= 0 and <= MostPercentBusy,
            Figure.DeviceMemoryBytes or Figure.PeakResidentBytes or Figure.Macs => value is >= 0 and <= MostCounted,
            _ => value is >= 0 and <= Most,
        };
    }
}
