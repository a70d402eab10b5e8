using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Energy;

/// <summary>The energy of one route of a source.</summary>
/// <param name="Name">The route.</param>
/// <param name="Refresh">Its refresh period.</param>
/// <param name="Energy">Its energy.</param>
/// <param name="Reason">Why it has none; null when it has.</param>
/// <param name="IsTooCoarse">Whether the windows are too short to prefer it unseen.</param>
internal sealed record RouteEnergy(string Name, RefreshPeriod Refresh, EnergyResult Energy, string? Reason, bool IsTooCoarse)
{
    // Windows of so many updates have a timing error of 1 % at 1 σ (0.41·u / T) and at worst (u / T): facts of power, mathematics.
    private const int UpdatesForOneSigma = 41;
    private const int UpdatesAtWorst = 100;

    // A reading that averages over a second tells of the load alone once the load has run for a second; shorter windows have nothing to spare.
    private const long AverageNs = 1_000_000_000;
    private const long ShortestToTrimNs = 5_000_000_000;

    /// <summary>Computes it.</summary>
    /// <param name="recording">The readings.</param>
    /// <param name="route">Index of the route.</param>
    /// <param name="windows">At least one window.</param>
    public static RouteEnergy Of(PowerRecording recording, int route, IReadOnlyList<EnergyWindow> windows)
    {
        EnergyRoute taken = recording.Source.Routes[route];
        RefreshPeriod refresh = recording.Source.Refresh[route];
        (string Name, EnergyResult Energy)[] parts = taken.Kind == ChannelKind.EnergyCounter
            ? [.. taken.Channels.Select(channel => Count(recording, channel, taken, refresh, windows))]
            : [(taken.Name, Integrate(recording, taken, refresh, windows))];
        EnergyResult energy = EnergySum.Of([.. parts.Select(static part => part.Energy)]);
        energy = energy with { Flags = [.. energy.Flags, .. Flags(taken, refresh, energy)] };
        string[] reasons = [.. parts.Where(static part => part.Energy.Joules is null)
            .Select(part => parts.Length > 1 ? $"{part.Name}: {EnergyReasons.Of(part.Energy)}" : EnergyReasons.Of(part.Energy)!)];
        bool isTooCoarse = taken.Kind == ChannelKind.EnergyCounter && energy.Seconds < (UpdatesForOneSigma * refresh.Period).TotalSeconds;
        return new RouteEnergy(taken.Name, refresh, energy, reasons.Length > 0 ? string.Join("; ", reasons) : null, isTooCoarse);
    }

    private static (string Name, EnergyResult Energy) Count(
        PowerRecording recording, int channel, EnergyRoute route, RefreshPeriod refresh, IReadOnlyList<EnergyWindow> windows)
    {
        PowerChannel counter = recording.Source.Channels[channel];
        EnergyResult energy = EnergyIntegrator.IntegrateCounter(recording.Series(channel), windows, Policy(route, refresh, counter));

        // The integrator's 0 J is right for the file it reads; of a device that ran an inference it is no measurement.
        return (counter.Name, energy.Flags.Contains(EnergyFlags.CounterConstant)
            ? energy with { Joules = null, ObservedJoules = null, MeanWatts = null, UncertaintyJoules = null, RandomUncertaintyJoules = null }
            : energy);
    }

    private static EnergyResult Integrate(PowerRecording recording, EnergyRoute route, RefreshPeriod refresh, IReadOnlyList<EnergyWindow> windows)
    {
        SampleSeries total = Total(recording, route);
        EnergyPolicy policy = Policy(route, refresh, null);
        long length = new WindowSet(windows).LengthNs;
        return route.Kind == ChannelKind.AveragedPower && length > ShortestToTrimNs
            ? Stretch(EnergyIntegrator.Integrate(total, WithoutStart(windows, AverageNs), policy), length / 1e9)
            : EnergyIntegrator.Integrate(total, windows, policy);
    }

    // Added reading by reading: where one rail failed there is no total, and its peak is the peak of the sum.
    private static SampleSeries Total(PowerRecording recording, EnergyRoute route)
    {
        SampleSeries[] rails = [.. route.Channels.Select(recording.Series)];
        return rails is [var only] ? only : rails[0] with { Values = [.. Enumerable.Range(0, rails[0].Count).Select(i => rails.Sum(rail => rail.Values[i]))] };
    }

    private static EnergyPolicy Policy(EnergyRoute route, RefreshPeriod refresh, PowerChannel? counter)
    {
        return new EnergyPolicy
        {
            Refresh = refresh.Period,
            GainUncertainty = route.Traits.GainUncertainty,
            OffsetUncertaintyWatts = route.Traits.OffsetUncertaintyWatts,
            JoulesPerUnit = counter?.JoulesPerUnit ?? 1,
            CounterRange = counter?.CounterRange,
        };
    }

    private static EnergyWindow[] WithoutStart(IReadOnlyList<EnergyWindow> windows, long lengthNs)
    {
        var rest = new List<EnergyWindow>();
        foreach (EnergyWindow window in windows)
        {
            long cut = Math.Min(lengthNs, window.LengthNs);
            lengthNs -= cut;
            rest.Add(window with { FromNs = window.FromNs + cut });
        }

        return [.. rest];
    }

    // Mean power of the rest times the whole length; what the mean does not know grows with it.
    private static EnergyResult Stretch(EnergyResult rest, double seconds)
    {
        double factor = seconds / rest.Seconds;
        return rest with
        {
            Joules = rest.Joules * factor,
            ObservedJoules = rest.ObservedJoules * factor,
            UncertaintyJoules = rest.UncertaintyJoules * factor,
            RandomUncertaintyJoules = rest.RandomUncertaintyJoules * factor,
            BoundsJoules = rest.BoundsJoules is { } bounds ? (bounds.Least * factor, bounds.Greatest * factor) : null,
            Seconds = seconds,
        };
    }

    private static IEnumerable<string> Flags(EnergyRoute route, RefreshPeriod refresh, EnergyResult energy)
    {
        if (route.Kind == ChannelKind.AveragedPower)
        {
            yield return EnergyFlags.AveragedPower;
        }

        bool isMeasuredCounter = route.Kind == ChannelKind.EnergyCounter && refresh.IsMeasured;
        if (energy.Seconds < (isMeasuredCounter ? UpdatesAtWorst * refresh.Period : route.Traits.MinimumWindow).TotalSeconds)
        {
            yield return EnergyFlags.ShortWindow;
        }

        if (!refresh.IsMeasured)
        {
            yield return EnergyFlags.RefreshAssumed;
        }
    }
}
