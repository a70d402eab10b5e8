using InferenceBench.Reporting.Schema;

namespace InferenceBench.Cases;

/// <summary>Tells which cases of a plan a report has already.</summary>
internal static class RecordedCases
{
    /// <summary>The cases that a report does not have as measured: those that are missing in it, failed or were skipped.</summary>
    /// <param name="cases">The cases of a plan.</param>
    /// <param name="recorded">The report.</param>
    public static IReadOnlyList<PlannedCase> LeaveOut(IReadOnlyList<PlannedCase> cases, RunReport recorded)
    {
        ILookup<CaseKey, CaseReport> measured = recorded.Cases.Where(static one => one.Status == CaseStatus.Ok).ToLookup(static one => one.Key);
        return [.. cases.Where(planned => !measured[planned.Key].Any(one => IsOf(planned, one)))];
    }

    /// <summary>The cases that a report does not have at all.</summary>
    /// <param name="cases">The cases of a plan.</param>
    /// <param name="recorded">The report.</param>
    public static IReadOnlyList<PlannedCase> Unknown(IReadOnlyList<PlannedCase> cases, RunReport recorded)
    {
        ILookup<CaseKey, CaseReport> known = recorded.Cases.ToLookup(static one => one.Key);
        return [.. cases.Where(planned => !known[planned.Key].Any(one => IsOf(planned, one)))];
    }

    // Two classes may have a case of the same key; what was skipped before it started does not know its class.
    private static bool IsOf(PlannedCase planned, CaseReport recorded)
    {
        return recorded.Benchmark is null || recorded.Benchmark.StartsWith($"{planned.Benchmark.Name}.", StringComparison.Ordinal);
    }
}
