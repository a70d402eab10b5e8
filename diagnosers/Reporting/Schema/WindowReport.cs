namespace InferenceBench.Reporting.Schema;

/// <summary>One iteration of the actual stage in monotonic nanoseconds (CLOCK_MONOTONIC on Linux): the interval that energy is integrated over.</summary>
/// <param name="StartNs">Start.</param>
/// <param name="EndNs">End, not before the start.</param>
public sealed record WindowReport(long StartNs, long EndNs);
