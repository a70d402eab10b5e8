namespace InferenceBench.Diagnosers.Power;

/// <summary>A source that is to be read for the cases of one device.</summary>
/// <param name="Selection">The source.</param>
/// <param name="IsOtherDevice">It reads another device than the cases run on, and was named all the same.</param>
internal sealed record PlannedSource(PowerSelection Selection, bool IsOtherDevice = false);
