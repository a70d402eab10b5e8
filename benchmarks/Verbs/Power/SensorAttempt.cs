using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary>What came of opening a sensor.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Source">The open sensor; null when it cannot be opened.</param>
/// <param name="Reason">Why not; null when it is open.</param>
/// <param name="IsAbsent">Whether it is not there at all, and nobody asked for it by name.</param>
internal sealed record SensorAttempt(string Id, IPowerSource? Source, string? Reason, bool IsAbsent = false);
