using InferenceBench.Sampling.Energy;

namespace InferenceBench.Diagnosers.Power;

/// <summary>What one source measured of one case.</summary>
/// <param name="Planned">The source.</param>
/// <param name="Feed">Where its readings came from.</param>
/// <param name="Energy">The energy of the windows; null when there is none, for <paramref name="Reason"/>.</param>
/// <param name="Conditions">The conditions in the windows; null without readings.</param>
/// <param name="Reason">Why there is no energy; null when <paramref name="Energy"/> is there, which may have a reason of its own.</param>
internal sealed record SourceMeasurement(PlannedSource Planned, PowerFeed Feed, SourceEnergy? Energy, Conditions? Conditions, string? Reason);
