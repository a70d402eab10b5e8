namespace InferenceBench.Sampling.Energy;

/// <summary>One integration of power.</summary>
internal sealed class PowerIntegration
{
    private readonly Readings _readings;
    private readonly WindowSet _windows;
    private readonly EnergyPolicy _policy;
    private readonly long _refreshNs;
    private readonly long _longestNs;
    private NeumaierSum _observedJoules;
    private NeumaierSum _gapJoules;
    private long _observedNs;
    private long _gapNs;

    /// <summary>Prepares it.</summary>
    /// <param name="readings">Watts.</param>
    /// <param name="windows">At least one window with a length.</param>
    /// <param name="policy">How.</param>
    public PowerIntegration(Readings readings, WindowSet windows, EnergyPolicy policy)
    {
        _readings = readings;
        _windows = windows;
        _policy = policy;
        _refreshNs = policy.RefreshNs(readings);
        _longestNs = policy.GapNs(_refreshNs);
    }

    /// <summary>Does it.</summary>
    public EnergyResult Run()
    {
        if (_readings.Count == 0)
        {
            return WithoutEnergy(EnergyFlags.NoSamples);
        }

        Sweep();
        WindowReach reach = WindowReach.Of(_windows, _readings, _policy.MaximumEdgeHold);
        return reach.Failure is { } failure ? WithoutEnergy(failure) : WithEnergy(reach);
    }

    private void Sweep()
    {
        foreach (Overlap overlap in Overlap.Between(_readings.TimesNs, _windows.All))
        {
            double seconds = overlap.LengthNs / 1e9;
            double joules = (WattsAt(overlap.Segment, overlap.FromNs) + WattsAt(overlap.Segment, overlap.ToNs)) / 2 * seconds;
            if (Nanoseconds.Between(_readings.TimesNs[overlap.Segment], _readings.TimesNs[overlap.Segment + 1]) > _longestNs)
            {
                _gapJoules.Add(joules);
                _gapNs += overlap.LengthNs;
            }
            else
            {
                _observedJoules.Add(joules);
                _observedNs += overlap.LengthNs;
            }
        }
    }

    private double WattsAt(int segment, long momentNs)
    {
        double fraction = (double)Nanoseconds.Between(_readings.TimesNs[segment], momentNs) / Nanoseconds.Between(_readings.TimesNs[segment], _readings.TimesNs[segment + 1]);
        return _readings.Values[segment] + ((_readings.Values[segment + 1] - _readings.Values[segment]) * fraction);
    }

    private EnergyResult WithEnergy(WindowReach reach)
    {
        double beforeJoules = _readings.Values[0] * (reach.HeldBeforeNs / 1e9);
        double afterJoules = _readings.Values[^1] * (reach.HeldAfterNs / 1e9);
        double joules = _observedJoules.Value + _gapJoules.Value + beforeJoules + afterJoules;
        UncertaintyBudget budget = new PowerUncertainty(_readings, _windows, _policy, _refreshNs, _longestNs).Of(joules, reach, _gapNs / 1e9);
        return Describe([.. Flags(joules, reach)]) with
        {
            Joules = joules,
            ObservedJoules = _observedJoules.Value,
            MeanWatts = joules / _windows.Seconds,
            UncertaintyJoules = budget.ExpandedJoules,
            RandomUncertaintyJoules = budget.RandomExpandedJoules,
            BoundsJoules = _gapNs > 0 ? Bounds(joules - _gapJoules.Value) : null,
        };
    }

    private (double Least, double Greatest) Bounds(double joulesBesideGaps)
    {
        return (joulesBesideGaps + (_readings.Values.Min() * (_gapNs / 1e9)), joulesBesideGaps + (_readings.Values.Max() * (_gapNs / 1e9)));
    }

    private IEnumerable<string> Flags(double joules, WindowReach reach)
    {
        if (_readings.IsSingle)
        {
            yield return EnergyFlags.SingleSample;
        }
        else
        {
            if (_windows.CountInside(_readings.TimesNs) == 0)
            {
                yield return EnergyFlags.NoSamplesInside;
            }

            if (reach.IsHeld)
            {
                yield return EnergyFlags.EdgeHold;
            }
        }

        if (_gapNs > 0)
        {
            yield return EnergyFlags.Gap;
        }

        if (joules < 0)
        {
            yield return EnergyFlags.NegativeEnergy;
        }
    }

    private EnergyResult WithoutEnergy(string flag)
    {
        return Describe([flag]);
    }

    private EnergyResult Describe(IReadOnlyList<string> flags)
    {
        int[] inside = [.. _windows.IndexesInside(_readings.TimesNs)];
        return new EnergyResult
        {
            Joules = null,
            PeakWatts = inside.Length == 0 ? null : inside.Max(i => _readings.Values[i]),
            Seconds = _windows.Seconds,
            Coverage = (double)_observedNs / _windows.LengthNs,
            Samples = inside.Length,
            InvalidSamples = _windows.CountInside(_readings.InvalidTimesNs),
            Flags = flags,
        };
    }
}
