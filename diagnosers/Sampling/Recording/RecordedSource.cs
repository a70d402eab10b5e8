using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Recording;

/// <summary>What a recording keeps of its source, which may be closed by then.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Board">What was read, for people.</param>
/// <param name="Scope">What its energy covers.</param>
/// <param name="Channels">Its channels.</param>
/// <param name="Routes">Ways to its energy.</param>
/// <param name="NoEnergyReason">Why there is no energy; null when there is.</param>
/// <param name="Flags">Flags that all of its energies carry.</param>
/// <param name="Refresh">Refresh period of each route, measured at the start or assumed.</param>
public sealed record RecordedSource(
    string Id,
    string? Board,
    PowerScope Scope,
    IReadOnlyList<PowerChannel> Channels,
    IReadOnlyList<EnergyRoute> Routes,
    string? NoEnergyReason,
    IReadOnlyList<string> Flags,
    IReadOnlyList<RefreshPeriod> Refresh);
