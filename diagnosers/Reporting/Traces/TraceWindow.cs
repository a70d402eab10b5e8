namespace InferenceBench.Reporting.Traces;

/// <summary>One iteration of the actual stage: only inferences, back to back.</summary>
/// <param name="StartNs">Start, monotonic nanoseconds.</param>
/// <param name="EndNs">End, monotonic nanoseconds.</param>
/// <param name="First">Index of its first inference.</param>
/// <param name="Count">Number of its inferences.</param>
public readonly record struct TraceWindow(long StartNs, long EndNs, int First, int Count);
