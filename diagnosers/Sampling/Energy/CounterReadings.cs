namespace InferenceBench.Sampling.Energy;

/// <summary>Readings of a counter, unrolled into a sum that does not go back. Where that cannot be done the sum starts again: a break.</summary>
internal sealed class CounterReadings
{
    /// <summary>
    /// More than a device draws for long: readings further apart than range / 500 W may hide a wrap (facts of RAPL: 262 kJ at 500 W is 524 s).
    /// </summary>
    public const double GreatestWatts = 500;

    // A wrap that would mean twenty times that over at least a second is a counter that was set back (a driver reload, a suspended machine).
    private const double ImplausibleWatts = 20 * GreatestWatts;

    private readonly EnergyPolicy _policy;
    private readonly string?[] _breaks;
    private readonly bool[] _isWrap;

    /// <summary>Unrolls a counter.</summary>
    /// <param name="readings">Values in the policy's unit; of one moment the last counts, because a counter only grows.</param>
    /// <param name="policy">Its unit and range.</param>
    public CounterReadings(Readings readings, EnergyPolicy policy)
    {
        Readings = readings.LastOfEachMoment();
        _policy = policy;
        Totals = new double[Count];
        _breaks = new string?[Count];
        _isWrap = new bool[Count];
        for (int i = 0; i + 1 < Count; i++)
        {
            Unroll(i);
        }
    }

    /// <summary>The valid readings as they were read, one of each moment.</summary>
    public Readings Readings { get; }

    /// <summary>Number of readings.</summary>
    public int Count => Readings.Count;

    /// <summary>Sorted times, each once.</summary>
    public long[] TimesNs => Readings.TimesNs;

    /// <summary>Units counted since the last break.</summary>
    public double[] Totals { get; }

    /// <summary>Why nothing is known of the energy between a reading and the next one; null when it is.</summary>
    public string? BreakAfter(int reading)
    {
        return _breaks[reading];
    }

    /// <summary>Whether the counter wrapped between a reading and the next one.</summary>
    public bool IsWrapAfter(int reading)
    {
        return _isWrap[reading];
    }

    private void Unroll(int i)
    {
        double step = Readings.Values[i + 1] - Readings.Values[i];
        double seconds = Nanoseconds.Seconds(TimesNs[i], TimesNs[i + 1]);
        if (_policy.CounterRange is { } range && seconds > range * _policy.JoulesPerUnit / GreatestWatts)
        {
            _breaks[i] = EnergyFlags.WrapAmbiguous;
            return;
        }

        if (step < 0)
        {
            step += _policy.CounterRange ?? double.NegativeInfinity;
            _isWrap[i] = step >= 0 && step * _policy.JoulesPerUnit <= ImplausibleWatts * Math.Max(1, seconds);
            _breaks[i] = _isWrap[i] ? null : EnergyFlags.CounterReset;
        }

        Totals[i + 1] = _breaks[i] is null ? Totals[i] + step : 0;
    }
}
