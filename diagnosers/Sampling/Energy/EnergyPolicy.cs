namespace InferenceBench.Sampling.Energy;

/// <summary>How a series is integrated.</summary>
public sealed record EnergyPolicy
{
    /// <summary>Refresh period of the sensor; null takes the usual distance of the readings (their median; the 90th percentile where they come irregularly).</summary>
    public TimeSpan? Refresh { get; init; }

    /// <summary>Longest time that the first or last reading is held to reach the window's edge.</summary>
    public TimeSpan MaximumEdgeHold { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Readings that are further apart than this and than 5 refresh periods leave a gap.</summary>
    public TimeSpan MinimumGap { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Joules of one unit of a counter.</summary>
    public double JoulesPerUnit { get; init; } = 1;

    /// <summary>A counter's values are below this and start again from 0, in its unit; null when it is not known.</summary>
    public double? CounterRange { get; init; }

    /// <summary>Standard uncertainty of the gain, as a ratio.</summary>
    public double GainUncertainty { get; init; }

    /// <summary>Standard uncertainty of the zero in watts.</summary>
    public double OffsetUncertaintyWatts { get; init; }

    /// <summary>The refresh period in nanoseconds; 0 when it is not given and there are no two moments.</summary>
    internal long RefreshNs(Readings readings)
    {
        return Refresh is { } refresh ? Nanoseconds.Of(refresh) : readings.UsualDistanceNs() ?? 0;
    }

    /// <summary>Readings further apart than this leave a gap.</summary>
    internal long GapNs(long refreshNs)
    {
        return Math.Max(Nanoseconds.Of(MinimumGap), Nanoseconds.Times(refreshNs, 5));
    }
}
