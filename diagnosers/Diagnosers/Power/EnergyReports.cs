using InferenceBench.Reporting.Schema;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Replay;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Diagnosers.Power;

/// <summary>Turns what was measured of a case into its energies in the report.</summary>
internal static class EnergyReports
{
    // Uncertainties are standard ones inside and expanded ones in reports and in EnergyResult.
    private const double CoverageFactor = 2;

    /// <summary>The case with its energies.</summary>
    /// <param name="report">The case.</param>
    /// <param name="energy">What was measured of it.</param>
    /// <param name="idle">Idle power.</param>
    public static CaseReport WithEnergy(this CaseReport report, CaseEnergy energy, IdleBaseline idle)
    {
        EnergyReport[] all = [.. energy.Sources.Select(source => Of(source, energy, idle))];
        return report with
        {
            Energy = energy.Plan.NoPrimaryReason is { } reason ? new EnergyReport { Source = null, Reason = reason } : all[0],
            EnergySources = all,
        };
    }

    /// <summary>The case without energies: it has no windows.</summary>
    /// <param name="report">The case.</param>
    /// <param name="plan">What was to be read.</param>
    /// <param name="reason">Why there is no energy.</param>
    public static CaseReport WithoutEnergy(this CaseReport report, DevicePlan plan, string reason)
    {
        EnergyReport[] all = [.. plan.Sources.Select(source => new EnergyReport { Source = source.Selection.Id, Reason = reason })];
        return report with
        {
            Energy = plan.NoPrimaryReason is { } none ? new EnergyReport { Source = null, Reason = none } : all[0],
            EnergySources = all,
        };
    }

    private static EnergyReport Of(SourceMeasurement measured, CaseEnergy energy, IdleBaseline idle)
    {
        RecordedSource? source = measured.Feed.Source;
        EnergyReport report = new()
        {
            Source = measured.Planned.Selection.Id,
            Scope = source?.Scope.ToString().ToLowerInvariant(),
            Board = source?.Board,
            Reason = OneLine.Of(measured.Reason),
            Inferences = energy.Inferences,
            Flags = measured.Planned.IsOtherDevice && source is not null ? [EnergyFlags.OtherDevice] : [],
        };
        return measured.Energy is null ? report : WithFigures(report, measured, idle.At(measured.Feed.Index, measured.Energy.Route, energy.Span.FromNs + (energy.Span.LengthNs / 2)));
    }

    private static EnergyReport WithFigures(EnergyReport report, SourceMeasurement measured, IdlePower? idle)
    {
        SourceEnergy source = measured.Energy!;
        EnergyResult energy = source.Energy;
        EnergyReport figures = report with
        {
            Route = source.Route,
            RefreshMs = source.Refresh?.Period.TotalMilliseconds,
            Reason = energy.Joules is null ? OneLine.Of(source.Reason) ?? $"its readings give no energy: {string.Join(", ", energy.Flags)}" : null,
            PerInferenceJoulesGross = energy.Joules / report.Inferences,
            UncertaintyJoules = energy.UncertaintyJoules / report.Inferences,
            Joules = energy.Joules,
            MeanWatts = energy.MeanWatts,
            PeakWatts = energy.PeakWatts,
            IdleWatts = idle?.Watts,
            WindowSeconds = energy.Seconds,
            Samples = energy.Samples,
            Coverage = energy.Coverage,
            Notes = [.. source.Notes, .. measured.Feed.Notes],
        };
        figures = WithNet(figures, source, idle);
        return WithConditions(figures, measured.Conditions) with { Flags = [.. Flags(figures, measured, idle).Distinct()] };
    }

    // A drifting or missing baseline does not change the gross energy; both are told on the case because its net energy rests on them.
    private static EnergyReport WithNet(EnergyReport report, SourceEnergy source, IdlePower? idle)
    {
        if (source.Energy.Joules is not { } joules || idle is not { } power)
        {
            return report;
        }

        double seconds = source.Energy.Seconds;
        double net = joules - (power.Watts * seconds);
        return report with
        {
            PerInferenceJoulesNet = net / report.Inferences,
            UncertaintyJoulesNet = NetUncertainty(source, net, seconds * power.StandardUncertaintyWatts) / report.Inferences,
        };
    }

    // u² = (g·E_net)² + u_random² + (T·u_idle)²: the sensor's zero is the same under load and idle, so it cancels.
    private static double? NetUncertainty(SourceEnergy source, double netJoules, double idleJoules)
    {
        EnergyRoute? route = source.Source.Routes.FirstOrDefault(route => route.Name == source.Route);
        double? gain = route?.Traits.GainUncertainty * netJoules;
        double? random = source.Energy.RandomUncertaintyJoules / CoverageFactor;
        return CoverageFactor * Sqrt((gain * gain) + (random * random) + (idleJoules * idleJoules));
    }

    private static double? Sqrt(double? square)
    {
        return square is { } value ? Math.Sqrt(value) : null;
    }

    private static EnergyReport WithConditions(EnergyReport report, Conditions? conditions)
    {
        return conditions is null ? report : report with
        {
            GpuUtilizationPercent = conditions.GpuUtilizationPercent,
            MemoryUsedBytes = conditions.MemoryUsedBytes,
            MaxTemperatureC = conditions.MaxTemperatureC,
            MinSmClockMhz = conditions.MinSmClockMhz,
            MeanSmClockMhz = conditions.MeanSmClockMhz,
            SmClockPercentOfMax = conditions.SmClockPercentOfMax,
            ThrottleReasons = conditions.ThrottleReasons,
        };
    }

    private static IEnumerable<string> Flags(EnergyReport report, SourceMeasurement measured, IdlePower? idle)
    {
        if (report.Source == ReplayTrace.SourceId)
        {
            yield return EnergyFlags.Replay;
        }

        foreach (string flag in report.Flags.Concat(measured.Energy!.Energy.Flags))
        {
            yield return flag;
        }

        if (report.PerInferenceJoulesNet < 0)
        {
            yield return EnergyFlags.NegativeNet;
        }

        if (idle is null && report.Joules is not null)
        {
            yield return EnergyFlags.NoIdle;
        }

        if (idle is { HasDrifted: true })
        {
            yield return EnergyFlags.IdleDrift;
        }
    }
}
