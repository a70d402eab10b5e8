using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Page.Data;

/// <summary>One row of the page: a run's case, or a machine's case over all its runs.</summary>
/// <param name="Case">The case that it belongs to.</param>
/// <param name="Row">Whose texts it shows: the run's, or the newest run's.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Flags">What a reader must know of it.</param>
/// <param name="Runs">How many runs it stands for.</param>
internal sealed record PageRow(ComparedCase Case, ResultRow Row, FigureSet Figures, IReadOnlyList<RowFlag> Flags, int Runs)
{
    /// <summary>Rows whose latencies and throughputs may be ranked against each other share a number; −1: not to be ranked.</summary>
    public int TimeSet { get; init; } = -1;

    /// <summary>The same of energies.</summary>
    public int EnergySet { get; init; } = -1;

    /// <summary>Whether it has figures.</summary>
    public bool IsOk => Row.Status == CaseStatus.Ok;

    /// <summary>A row of one run: its own flags, and those that the case has from what it is compared with.</summary>
    /// <param name="owner">The case.</param>
    /// <param name="row">The run's row.</param>
    public static PageRow OfRun(ComparedCase owner, ResultRow row)
    {
        IEnumerable<RowFlag> ofComparison = owner.Flags.Where(flag => !owner.Rows.Any(run => run.Flags.Any(own => own.Code == flag.Code)));
        return new PageRow(owner, row, row.Figures, [.. row.Flags, .. ofComparison], 1);
    }

    /// <summary>A row of a case over all its runs.</summary>
    /// <param name="owner">The case.</param>
    public static PageRow OfCase(ComparedCase owner)
    {
        return new PageRow(owner, owner.Newest, owner.Figures, owner.Flags, owner.Rows.Count);
    }
}
