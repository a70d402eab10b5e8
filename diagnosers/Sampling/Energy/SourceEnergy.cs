using System.Globalization;
using InferenceBench.Sampling.Recording;

namespace InferenceBench.Sampling.Energy;

/// <summary>The energy of one source over the windows of a case.</summary>
public sealed record SourceEnergy
{
    // Facts of NVML boards: one counted 187 J where its power gave 327 J. Up to here the sensors' own 5 % explain it.
    private const double GreatestDisagreement = 0.1;

    /// <summary>What was read.</summary>
    public required RecordedSource Source { get; init; }

    /// <summary>Name of the route that the energy was taken by; null without energy.</summary>
    public string? Route { get; init; }

    /// <summary>Refresh period of that route; null without one.</summary>
    public RefreshPeriod? Refresh { get; init; }

    /// <summary>Why there is no energy, in one line; null when there is.</summary>
    public string? Reason { get; init; }

    /// <summary>Energy and its flags, those of the source included.</summary>
    public required EnergyResult Energy { get; init; }

    /// <summary>What a reader should know besides the flags, with figures: the energies of two routes that disagree.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// Computes it: the source's preferred route that gives an energy, cross-checked with the others. When the windows are shorter than 41 refresh periods of a counter,
    /// the length from which its timing error is at most 1 % at one standard deviation (0.41·u·P of P·T), the route with the smaller random uncertainty is taken: a
    /// steady power is known better by its readings, one that jumps by what was counted.
    /// </summary>
    /// <param name="recording">The readings.</param>
    /// <param name="windows">Windows in order, not overlapping.</param>
    /// <param name="preferred">Name of the route to take when it gives an energy; null for the rule above.</param>
    /// <exception cref="ArgumentException">The windows are not in order, overlap, or one ends before its start.</exception>
    public static SourceEnergy Of(PowerRecording recording, IReadOnlyList<EnergyWindow> windows, string? preferred = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(windows);
        RecordedSource source = recording.Source;
        if (WhyNone(recording, windows) is { } reason)
        {
            return None(recording, windows, reason);
        }

        RouteEnergy[] routes = [.. Enumerable.Range(0, source.Routes.Count).Select(route => RouteEnergy.Of(recording, route, windows))];
        return Choose(Array.FindAll(routes, static route => route.Reason is null), preferred) is not { } chosen
            ? None(recording, windows, string.Join("; ", routes.Select(route => routes.Length > 1 ? $"{route.Name}: {route.Reason}" : route.Reason)), routes)
            : Of(recording, chosen, routes);
    }

    private static RouteEnergy? Choose(RouteEnergy[] able, string? preferred)
    {
        return Array.Find(able, route => route.Name == preferred)
            ?? (Array.Exists(able, static route => route.IsTooCoarse) ? able.MinBy(static route => route.Energy.RandomUncertaintyJoules) : able.FirstOrDefault());
    }

    private static string? WhyNone(PowerRecording recording, IReadOnlyList<EnergyWindow> windows)
    {
        return recording switch
        {
            { LostReason: { } lost } => lost,
            { Source.NoEnergyReason: { } reason } => reason,
            { Source.Routes.Count: 0 } => "the source reads no total",
            _ when windows.Count == 0 => "there is no window to integrate over",
            _ => null,
        };
    }

    private static SourceEnergy Of(PowerRecording recording, RouteEnergy chosen, RouteEnergy[] routes)
    {
        RouteEnergy[] others = Array.FindAll(routes, route => route != chosen && route.Reason is null && Differ(chosen, route));
        IEnumerable<string> disagreement = others.Length > 0 ? [EnergyFlags.Disagreement] : [];
        return new SourceEnergy
        {
            Source = recording.Source,
            Route = chosen.Name,
            Refresh = chosen.Refresh,
            Energy = chosen.Energy with { Flags = Flags(recording, [.. chosen.Energy.Flags, .. disagreement]) },
            Notes = [.. others.Select(other => $"{Figure(chosen)}, {Figure(other)}: more than {GreatestDisagreement * 100:0} % apart")],
        };
    }

    private static bool Differ(RouteEnergy a, RouteEnergy b)
    {
        double difference = Math.Abs(a.Energy.Joules!.Value - b.Energy.Joules!.Value);
        return difference > GreatestDisagreement * Math.Max(Math.Abs(a.Energy.Joules.Value), Math.Abs(b.Energy.Joules.Value));
    }

    private static string Figure(RouteEnergy route)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{route.Name}: {route.Energy.Joules:G4} J");
    }

    private static SourceEnergy None(PowerRecording recording, IReadOnlyList<EnergyWindow> windows, string reason, params RouteEnergy[] routes)
    {
        EnergyResult energy = routes is [var first, ..] ? first.Energy : new EnergyResult { Joules = null, Seconds = new WindowSet(windows).Seconds };
        return new SourceEnergy
        {
            Source = recording.Source,
            Reason = reason,
            Energy = energy with { Flags = Flags(recording, [.. routes.SelectMany(static route => route.Energy.Flags)]) },
        };
    }

    private static string[] Flags(PowerRecording recording, IEnumerable<string> energy)
    {
        IEnumerable<string> lost = recording.LostSamples > 0 ? [EnergyFlags.SamplesLost] : [];
        return [.. energy.Concat(lost).Concat(recording.Source.Flags).Distinct()];
    }
}
