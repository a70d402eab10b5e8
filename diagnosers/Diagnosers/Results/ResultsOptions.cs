using InferenceBench.Diagnosers.Power;
using InferenceBench.Reporting.Machine;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Diagnosers.Results;

/// <summary>What a run needs to know to publish its results.</summary>
/// <param name="RootDirectory">The <c>results</c> folder; the run gets <c>ROOT/MACHINE/yyyy-MM-dd-SHA7[-N]/</c>.</param>
/// <param name="Machine">The machine.</param>
/// <param name="Arguments">The command line.</param>
/// <param name="SourceDirectory">A folder inside the git checkout whose commit and state are recorded; null outside one.</param>
/// <param name="ExportTimesFile"><c>--export-times</c>; null for none.</param>
public sealed record ResultsOptions(
    string RootDirectory,
    MachineDescription Machine,
    IReadOnlyList<string> Arguments,
    string? SourceDirectory,
    string? ExportTimesFile)
{
    /// <summary>What tables show in place of a case's framework and variant; null: their ids.</summary>
    public Func<CaseKey, string?> DisplayNameOf { get; init; } = static _ => null;

    /// <summary>Whether monotonic times do not compare with those that the run's folder holds: a resumed run in another boot of the machine, or one that may be.</summary>
    internal bool IsOtherBoot { get; init; }

    /// <summary>Which power sources are read; null for none, the board's state included.</summary>
    public PowerPlan? Power { get; init; }
}
