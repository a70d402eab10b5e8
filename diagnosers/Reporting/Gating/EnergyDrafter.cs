using InferenceBench.Reporting.Gating.Evidence;
using InferenceBench.Reporting.Gating.Input;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Gating;

/// <summary>What a case says of the energy of an inference: one value a run, whatever the number of its launches.</summary>
internal static class EnergyDrafter
{
    /// <summary>The draft.</summary>
    /// <param name="empty">The result to fill.</param>
    /// <param name="first">Measured runs of the base.</param>
    /// <param name="second">Measured runs of what is compared.</param>
    /// <param name="random">The seeded source.</param>
    public static GateDraft Draft(GateResult empty, CaseRun[] first, CaseRun[] second, Random random)
    {
        CaseRun[] from = [.. first.Where(HasEnergy)];
        CaseRun[] to = [.. second.Where(HasEnergy)];
        GateResult result = empty with { Base = Count(from), Diff = Count(to) };
        if (from.Length == 0 || to.Length == 0)
        {
            return new GateDraft(result with { Verdict = GateVerdicts.NotTested, Reason = $"no energy in {(from.Length == 0 ? "base" : "diff")}: {Reason(from.Length == 0 ? first : second)}" });
        }

        string[] kinds = [.. from.Concat(to).Select(static run => Kind(run.Report.Energy!)).Distinct()];
        if (kinds.Length > 1)
        {
            return new GateDraft(result with { Verdict = GateVerdicts.NotComparable, Reason = $"energies of different sources: {kinds[0]} and {kinds[1]}" });
        }

        RatioEvidence evidence = EnergyEvidence.Of([.. from.Select(Energy)], [.. to.Select(Energy)], random);
        return new GateDraft(result.WithFigures(evidence), evidence);
    }

    private static bool HasEnergy(CaseRun run)
    {
        return run.Report.Energy?.PerInferenceJoulesGross is > 0;
    }

    private static (double Joules, double Uncertainty) Energy(CaseRun run)
    {
        EnergyReport energy = run.Report.Energy!;

        // Reports hold expanded uncertainties, k = 2.
        return (energy.PerInferenceJoulesGross!.Value, Math.Abs(energy.UncertaintyJoules ?? 0) / 2);
    }

    private static string Kind(EnergyReport energy)
    {
        return OneLine.Of($"{energy.Source} {energy.Scope} {energy.Route}") ?? "unknown";
    }

    private static GateFigure Count(CaseRun[] runs)
    {
        return new GateFigure(null, runs.Length, runs.Length, runs.Sum(static run => run.Report.Energy!.Inferences ?? 0), null);
    }

    private static string Reason(CaseRun[] runs)
    {
        return runs.Select(static run => OneLine.Of(run.Report.Energy?.Reason)).FirstOrDefault(static reason => reason is not null) ?? "no power source was read";
    }
}
