using System.Globalization;
using InferenceBench.Reporting.Gating.Input;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Gating;

/// <summary>The verdict on a case that is not there on both sides.</summary>
/// <param name="Verdict">One of <see cref="GateVerdicts"/>.</param>
/// <param name="Reason">Why, in one line.</param>
internal sealed record CaseStanding(string Verdict, string? Reason)
{
    /// <summary>The verdict; null when both sides or neither measured the case, so that there is nothing to say yet.</summary>
    /// <param name="matched">The case.</param>
    /// <param name="baseCount">Runs of the base that measured it.</param>
    /// <param name="diffCount">Runs of what is compared that measured it.</param>
    public static CaseStanding? Of(MatchedCase matched, int baseCount, int diffCount)
    {
        CaseRun? baseFailure = matched.Base.FirstOrDefault(static run => run.HasFailed);
        CaseRun[] failures = [.. matched.Diff.Where(static run => run.HasFailed)];
        if (failures.Length > 0 && (baseFailure is null || (baseCount > 0 && diffCount == 0)))
        {
            string some = failures.Length < matched.Diff.Count ? string.Create(CultureInfo.InvariantCulture, $"in {failures.Length} of {matched.Diff.Count} runs: ") : "";
            return new CaseStanding(GateVerdicts.Failed, some + failures[0].Reason);
        }

        if (failures.Length > 0 && diffCount == 0)
        {
            return new CaseStanding(GateVerdicts.NotComparable, $"failed on both sides: {failures[0].Reason}");
        }

        if (baseCount > 0 && diffCount == 0)
        {
            return new CaseStanding(GateVerdicts.Missing, Absence(matched.Diff));
        }

        return diffCount > 0 && baseCount == 0
            ? new CaseStanding(GateVerdicts.New, baseFailure is null ? Absence(matched.Base) : $"failed in base: {baseFailure.Reason}")
            : null;
    }

    private static string Absence(IReadOnlyList<CaseRun> runs)
    {
        return runs.FirstOrDefault(static run => run.Report.Status == CaseStatus.Skipped) is { } skipped ? $"skipped: {skipped.Reason}" : "in no report";
    }
}
