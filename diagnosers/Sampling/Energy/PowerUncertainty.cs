namespace InferenceBench.Sampling.Energy;

/// <summary>Uncertainty of integrated power.</summary>
internal sealed class PowerUncertainty
{
    private readonly Readings _readings;
    private readonly WindowSet _windows;
    private readonly EnergyPolicy _policy;
    private readonly long _refreshNs;
    private readonly long _gapNs;
    private readonly double _least;
    private readonly double _greatest;

    /// <summary>Prepares it.</summary>
    /// <param name="readings">At least one reading in watts.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="policy">What is known of the sensor.</param>
    /// <param name="refreshNs">Its refresh period.</param>
    /// <param name="gapNs">Readings further apart leave a gap.</param>
    public PowerUncertainty(Readings readings, WindowSet windows, EnergyPolicy policy, long refreshNs, long gapNs)
    {
        _readings = readings;
        _windows = windows;
        _policy = policy;
        _refreshNs = refreshNs;
        _gapNs = gapNs;
        _least = readings.Values.Min();
        _greatest = readings.Values.Max();
    }

    /// <summary>The terms of an energy.</summary>
    /// <param name="joules">The energy.</param>
    /// <param name="reach">How far readings are held.</param>
    /// <param name="gapSeconds">Length of the gaps.</param>
    public UncertaintyBudget Of(double joules, WindowReach reach, double gapSeconds)
    {
        double[] spreads = EdgeSpreads();
        return new UncertaintyBudget
        {
            GainJoules = Math.Abs(_policy.GainUncertainty * joules),
            OffsetJoules = _policy.OffsetUncertaintyWatts * _windows.Seconds,
            TimingJoules = UncertaintyBudget.OfBound(spreads.Sum() * (_refreshNs / 1e9)),
            NoiseJoules = Noise(spreads),
            HeldJoules = Held(reach),
            GapJoules = UncertaintyBudget.OfBound((_greatest - _least) / 2 * gapSeconds),
        };
    }

    // Per edge of a span: by how much the power around it differs. A reading may be one refresh period old, so a jump of D there is misplaced by D·u at
    // most; the age is the same at every edge, hence they are added and not squared. Steady power at the edges costs nothing.
    private double[] EdgeSpreads()
    {
        return [.. _windows.Spans(_refreshNs).SelectMany(static span => new[] { span.FromNs, span.ToNs }).Select(Spread)];
    }

    private double Spread(long edgeNs)
    {
        int last = _readings.Count - 1;
        int from = Math.Min(_readings.FirstAtOrAfter(Nanoseconds.Add(edgeNs, -_refreshNs)), SortedTimes.LastAtOrBefore(_readings.TimesNs, edgeNs));
        int to = Math.Max(SortedTimes.LastAtOrBefore(_readings.TimesNs, Nanoseconds.Add(edgeNs, _refreshNs)), _readings.FirstAtOrAfter(edgeNs));
        from = Math.Clamp(from, 0, last);
        ReadOnlySpan<double> near = _readings.Values.AsSpan(from, Math.Clamp(to, 0, last) - from + 1);
        double least = near[0];
        double greatest = near[0];
        foreach (double watts in near)
        {
            least = Math.Min(least, watts);
            greatest = Math.Max(greatest, watts);
        }

        return greatest - least;
    }

    // T²·s²/N. Where nothing inside tells the variance, the power was anywhere between the neighbours of the edges: D²/12, once.
    private double Noise(double[] spreads)
    {
        PowerNoise noise = PowerNoise.Of(_readings, _windows, _refreshNs, _gapNs);
        double variance = noise.VarianceWatts2 ?? spreads.Max() * spreads.Max() / 12;
        return _windows.Seconds * Math.Sqrt(variance / Math.Max(1, noise.Updates));
    }

    // Held power may have become anything that was read at all; of a single reading nothing is known but that power was of its size.
    private double Held(WindowReach reach)
    {
        return UncertaintyBudget.Norm(
        [
            UncertaintyBudget.OfBound(reach.HeldBeforeNs / 1e9 * Deviation(_readings.Values[0])),
            UncertaintyBudget.OfBound(reach.HeldAfterNs / 1e9 * Deviation(_readings.Values[^1])),
        ]);
    }

    private double Deviation(double heldWatts)
    {
        return _readings.IsSingle ? Math.Abs(heldWatts) : Math.Max(_greatest - heldWatts, heldWatts - _least);
    }
}
