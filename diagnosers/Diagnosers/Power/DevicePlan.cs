namespace InferenceBench.Diagnosers.Power;

/// <summary>What is read for the cases of one device.</summary>
/// <param name="Sources">The sources; the first is the primary one unless <paramref name="NoPrimaryReason"/> says that there is none.</param>
/// <param name="NoPrimaryReason">Why there is no primary source, in one line; null when there is one.</param>
internal sealed record DevicePlan(IReadOnlyList<PlannedSource> Sources, string? NoPrimaryReason = null);
