using InferenceBench.Reporting.Comparison.Merging;

namespace InferenceBench.Reporting.Comparison.Ranking;

/// <summary>Which figures of which cases may be ranked against each other.</summary>
internal static class Comparability
{
    /// <summary>Latencies without copies; everything else (copies inside, nothing to copy, not told) is one kind.</summary>
    private const string Outside = "outside";

    // Energy that is not of the device that the case ran on in that moment.
    private static readonly string[] s_foreignEnergy = ["other_device", "replay"];

    private static readonly FigureMask s_energy = new FigureMask()
        .With(Figure.EnergyJoules).With(Figure.NetEnergyJoules).With(Figure.ImagesPerJoule).With(Figure.EnergyDelayJouleSeconds).With(Figure.PowerWatts);

    /// <summary>Whether a figure compares only within one scope of energy.</summary>
    /// <param name="figure">The figure.</param>
    public static bool IsEnergy(Figure figure)
    {
        return s_energy.Contains(figure);
    }

    /// <summary>
    /// Whether a case may be best, baseline, or faster than another: wrong outputs, runs that break their own rules and inferences of an unknown number of samples may
    /// not. A scenario that leaves the batch to the system under test ranks without one.
    /// </summary>
    /// <param name="draft">The case.</param>
    public static bool Ranks(CaseDraft draft)
    {
        return draft.IsOk && draft.Newest.Parity is not { Status: "failed" } && !draft.HasFlag(RowFlags.ParityFailed) && !draft.HasFlag(RowFlags.Invalid)
            && !(draft.Key.Scenario is null && draft.HasFlag(RowFlags.BatchUnknown));
    }

    /// <summary>Whether the energy of a case that ranks may be ranked.</summary>
    /// <param name="draft">The case.</param>
    public static bool RanksByEnergy(CaseDraft draft)
    {
        return !s_foreignEnergy.Any(draft.HasFlag);
    }

    /// <summary>Whether the latencies of two cases cover the same.</summary>
    /// <param name="draft">A case.</param>
    public static bool HasCopiesOutside(CaseDraft draft)
    {
        return draft.Key.Transfers == Outside;
    }
}
