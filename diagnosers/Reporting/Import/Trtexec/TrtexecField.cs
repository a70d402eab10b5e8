namespace InferenceBench.Reporting.Import.Trtexec;

/// <summary>What trtexec writes of a query, all in milliseconds: moments since the start, then lengths.</summary>
internal enum TrtexecField
{
    StartEnqueue,
    EndEnqueue,
    StartH2d,
    EndH2d,
    StartCompute,
    EndCompute,
    StartD2h,
    EndD2h,
    H2d,
    Compute,
    D2h,
    Latency,
}
