namespace InferenceBench.Verbs;

/// <summary>What the suite itself needs.</summary>
/// <param name="Threads">Processors that this process may use: the default number of threads.</param>
/// <param name="CacheDirectory">Where models and references are kept.</param>
/// <param name="CacheProblem">Why it cannot be written; null when it can.</param>
/// <param name="Commit">Commit of the checkout; null outside one.</param>
/// <param name="Dirty">Whether files differ from it.</param>
internal sealed record DoctorSuite(int Threads, string CacheDirectory, string? CacheProblem, string? Commit, bool? Dirty);
