namespace InferenceBench.Reporting.Publishing;

/// <summary>Which runs the README shows.</summary>
public static class ShownRuns
{
    /// <summary>Machines that the README shows at most.</summary>
    public const int MostMachines = 4;

    /// <summary>
    /// Of each machine the run with the most frameworks, the newest of several; of these runs those with the most frameworks, the newest first. So a small run for one question
    /// does not take the place of the comparison.
    /// </summary>
    /// <param name="runs">All published runs.</param>
    public static IReadOnlyList<PublishedRun> Of(IEnumerable<PublishedRun> runs)
    {
        PublishedRun[] widest = [.. runs
            .Where(static run => run.FrameworkCount > 0)
            .OrderByDescending(static run => run.FrameworkCount)
            .ThenByDescending(static run => run.Report.Run.StartedUtc)
            .ThenByDescending(static run => run.Name, StringComparer.Ordinal)
            .DistinctBy(static run => run.Machine)];
        return [.. widest.Where(run => run.FrameworkCount == widest[0].FrameworkCount).Take(MostMachines)];
    }
}
