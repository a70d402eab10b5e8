namespace InferenceBench.Engine;

/// <summary>When one iteration ends: at the first inference boundary where enough time has passed and enough inferences are done.</summary>
/// <param name="Ticks">Least time in clock ticks.</param>
/// <param name="Least">Least number of inferences, at least 1.</param>
/// <param name="Most">Number of inferences after which it ends in any case.</param>
internal readonly record struct IterationBudget(long Ticks, long Least, long Most);
