using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison.Ranking;

/// <summary>Which figures of which rows may be ranked against each other: one place for the tables, which rank once, and the page, which ranks what its reader left.</summary>
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
    /// Whether a row may be best, baseline, or faster than another: wrong outputs, runs that break their own rules and inferences of an unknown number of samples may
    /// not. A scenario that leaves the batch to the system under test ranks without one.
    /// </summary>
    /// <param name="row">The row; of a case, that of its newest run.</param>
    /// <param name="flags">All flags of what is ranked.</param>
    public static bool Ranks(ResultRow row, IReadOnlyList<RowFlag> flags)
    {
        return row.Status == CaseStatus.Ok && row.Parity is not { Status: "failed" } && !flags.Has(RowFlags.ParityFailed) && !flags.Has(RowFlags.Invalid)
            && !(row.Scenario is null && flags.Has(RowFlags.BatchUnknown));
    }

    /// <summary>Whether the energy of what ranks may be ranked.</summary>
    /// <param name="flags">All flags of what is ranked.</param>
    public static bool RanksByEnergy(IReadOnlyList<RowFlag> flags)
    {
        return !s_foreignEnergy.Any(flags.Has);
    }

    /// <summary>Whether the latency is without copies: those of two rows compare only where both are alike in it.</summary>
    /// <param name="row">The row.</param>
    public static bool HasCopiesOutside(ResultRow row)
    {
        return row.Transfers == Outside;
    }
}
