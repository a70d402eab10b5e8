namespace InferenceBench.Sampling.Energy;

/// <summary>One integration of an energy counter.</summary>
internal sealed class CounterIntegration
{
    private readonly Readings _readings;
    private readonly WindowSet _windows;
    private readonly EnergyPolicy _policy;
    private readonly long _refreshNs;

    /// <summary>Prepares it.</summary>
    /// <param name="readings">Values in the policy's unit.</param>
    /// <param name="windows">At least one window with a length.</param>
    /// <param name="policy">How.</param>
    public CounterIntegration(Readings readings, WindowSet windows, EnergyPolicy policy)
    {
        _readings = readings;
        _windows = windows;
        _policy = policy;
        _refreshNs = policy.RefreshNs(readings);
    }

    /// <summary>Does it.</summary>
    public EnergyResult Run()
    {
        if (_readings.Count == 0)
        {
            return Describe([EnergyFlags.NoSamples]);
        }

        if (WindowReach.Of(_windows, _readings, _policy.MaximumEdgeHold) is { Failure: { } failure })
        {
            return Describe([failure]);
        }

        return _readings.IsSingle ? Describe([EnergyFlags.SingleSample]) : Run(new CounterReadings(_readings, _policy));
    }

    private EnergyResult Run(CounterReadings counter)
    {
        int[] touched = [.. Overlap.Between(counter.TimesNs, _windows.All).Select(static overlap => overlap.Segment).Distinct()];
        string[] breaks = [.. touched.Select(counter.BreakAfter).OfType<string>().Distinct()];
        if (breaks.Length > 0)
        {
            return Describe(breaks);
        }

        var shape = CounterShape.Of(counter, _policy.Refresh);
        var pieces = new CounterPieces(counter, shape, _policy.Refresh is null ? shape.PeriodNs : _refreshNs);
        return WithEnergy(counter, shape, pieces) with { Wraps = touched.Count(counter.IsWrapAfter) };
    }

    private EnergyResult WithEnergy(CounterReadings counter, CounterShape shape, CounterPieces pieces)
    {
        WindowReach reach = WindowReach.Of(_windows, _readings, _policy.MaximumEdgeHold);
        double heldUnits = _windows.All.Sum(window => HeldUnits(pieces, window));
        CounterGaps gaps = CounterGaps.Of(counter, pieces, _windows, shape.PeriodNs, _policy.GapNs(_refreshNs));
        NeumaierSum units = default;
        foreach (EnergyWindow window in _windows.All)
        {
            units.Add(pieces.Units(window.FromNs, window.ToNs));
        }

        double joules = units.Value * _policy.JoulesPerUnit;
        UncertaintyBudget budget = new CounterUncertainty(_windows, _policy, shape, pieces).Of(joules, reach, gaps);
        return Describe([.. Flags(pieces, reach, gaps)]) with
        {
            Joules = joules,
            ObservedJoules = (units.Value - heldUnits - gaps.InsideUnits) * _policy.JoulesPerUnit,
            MeanWatts = joules / _windows.Seconds,
            PeakWatts = PeakWatts(pieces, shape),
            UncertaintyJoules = budget.ExpandedJoules,
            RandomUncertaintyJoules = budget.RandomExpandedJoules,
            BoundsJoules = gaps.LengthNs > 0 ? (joules - (gaps.InsideUnits * _policy.JoulesPerUnit), joules + (gaps.OutsideUnits * _policy.JoulesPerUnit)) : null,
            Coverage = Coverage(gaps.LengthNs),
        };
    }

    private double HeldUnits(CounterPieces pieces, EnergyWindow window)
    {
        long before = WindowReach.Before(window, _readings.TimesNs[0]);
        long after = WindowReach.After(window, _readings.TimesNs[^1]);
        return (before == 0 ? 0 : pieces.Units(window.FromNs, window.FromNs + before)) + (after == 0 ? 0 : pieces.Units(window.ToNs - after, window.ToNs));
    }

    private double? PeakWatts(CounterPieces pieces, CounterShape shape)
    {
        return _windows.Spans(shape.PeriodNs).SelectMany(span => pieces.All.Select(curve => curve.GreatestSlope(span))).Max() * _policy.JoulesPerUnit * 1e9;
    }

    private IEnumerable<string> Flags(CounterPieces pieces, WindowReach reach, CounterGaps gaps)
    {
        if (pieces.IsConstant(_windows))
        {
            yield return EnergyFlags.CounterConstant;
        }

        if (reach.IsHeld)
        {
            yield return EnergyFlags.EdgeHold;
        }

        if (gaps.LengthNs > 0)
        {
            yield return EnergyFlags.Gap;
        }
    }

    private double Coverage(long inGapsNs)
    {
        long between = Nanoseconds.Sum(Overlap.Between(_readings.TimesNs, _windows.All).Select(static overlap => overlap.LengthNs));
        return Math.Max(0, (double)(between - inGapsNs) / _windows.LengthNs);
    }

    private EnergyResult Describe(IReadOnlyList<string> flags)
    {
        return new EnergyResult
        {
            Joules = null,
            Seconds = _windows.Seconds,
            Coverage = Coverage(0),
            Samples = _windows.CountInside(_readings.TimesNs),
            InvalidSamples = _windows.CountInside(_readings.InvalidTimesNs),
            Flags = flags,
        };
    }
}
