using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Recording;

/// <summary>The distances between the changes of what one route reads: any of its channels changes.</summary>
internal sealed class ChangeGaps
{
    // Of an even number of gaps the median is a mean of two; ten settle it, and a sensor of 100 ms shows as many in a second.
    private const int Enough = 10;

    // Fewer prove a refresh only when they are about as short as it usually is.
    private const int Convincing = 3;
    private readonly EnergyRoute _route;
    private readonly double[] _last;
    private readonly List<long> _gapsNs = [];
    private long? _lastChangeNs;

    /// <summary>No reading yet.</summary>
    /// <param name="route">The route.</param>
    public ChangeGaps(EnergyRoute route)
    {
        _route = route;
        _last = [.. route.Channels.Select(static _ => double.NaN)];
    }

    /// <summary>Whether more changes would tell no more.</summary>
    public bool IsSettled => _gapsNs.Count >= Enough;

    /// <summary>The median gap; the sensor's usual refresh when its readings stayed constant, or changed once or twice over a long time as those of a sensor at rest do.</summary>
    public RefreshPeriod Refresh
    {
        get
        {
            TimeSpan nominal = _route.Traits.NominalRefresh;
            if (_gapsNs.Count == 0)
            {
                return new RefreshPeriod(nominal, false);
            }

            TimeSpan median = MonotonicTime.Duration(MedianNs());
            bool isConvincing = _gapsNs.Count >= Convincing || median <= 2 * nominal;
            return new RefreshPeriod(isConvincing ? median : nominal, isConvincing);
        }
    }

    /// <summary>Adds a reading. Values that are not finite are no readings.</summary>
    /// <param name="timeNs">Its moment.</param>
    /// <param name="values">[channels] of the source.</param>
    public void Add(long timeNs, ReadOnlySpan<double> values)
    {
        bool hasChanged = false;
        for (int i = 0; i < _last.Length; i++)
        {
            double value = values[_route.Channels[i]];
            if (double.IsFinite(value))
            {
                hasChanged |= double.IsFinite(_last[i]) && value != _last[i];
                _last[i] = value;
            }
        }

        if (hasChanged)
        {
            if (_lastChangeNs is { } before)
            {
                _gapsNs.Add(timeNs - before);
            }

            _lastChangeNs = timeNs;
        }
    }

    private long MedianNs()
    {
        _gapsNs.Sort();
        int middle = _gapsNs.Count / 2;
        return _gapsNs.Count % 2 == 1 ? _gapsNs[middle] : (_gapsNs[middle - 1] + _gapsNs[middle]) / 2;
    }
}
