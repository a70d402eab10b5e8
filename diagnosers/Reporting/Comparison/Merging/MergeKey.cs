using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison.Merging;

/// <summary>What rows must agree in to be runs of one case.</summary>
/// <param name="Place">Machine and its state.</param>
/// <param name="Case">What was measured.</param>
/// <param name="Status">Outcome: a failure is not hidden behind a run that went well.</param>
/// <param name="Scenario">How load was made.</param>
/// <param name="Version">The engine's version.</param>
/// <param name="Transfers">Copies inside or outside the latency.</param>
/// <param name="Threads">Threads of one inference, as the engine reports them.</param>
/// <param name="Scope">What the energy covers; null without an energy.</param>
internal readonly record struct MergeKey(
    Place Place, CaseKey Case, string Status, string? Scenario, string? Version, string? Transfers, string? Threads, string? Scope)
{
    /// <summary>Name of the setting that holds the number of threads.</summary>
    public const string ThreadsSetting = "threads";

    /// <summary>The key of a row. What failed or was skipped knows neither version nor settings, so these do not tell its runs apart.</summary>
    /// <param name="place">The row's place.</param>
    /// <param name="row">The row.</param>
    public static MergeKey Of(Place place, ResultRow row)
    {
        return row.Status == CaseStatus.Ok
            ? new MergeKey(place, row.Key, row.Status, row.Scenario, row.FrameworkVersion, row.Transfers, row.Settings.GetValueOrDefault(ThreadsSetting), ScopeOf(row))
            : new MergeKey(place, row.Key, row.Status, row.Scenario, null, null, null, null);
    }

    private static string? ScopeOf(ResultRow row)
    {
        bool hasEnergy = row.Figures[Figure.EnergyJoules] is not null || row.Figures[Figure.PowerWatts] is not null || row.Figures[Figure.ImagesPerJoule] is not null;
        return hasEnergy ? row.EnergyScope ?? "" : null;
    }
}
