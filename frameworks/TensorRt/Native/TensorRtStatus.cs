namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary><c>infb_trt_status</c>.</summary>
internal enum TensorRtStatus
{
    Ok = 0,
    Failed = 1,
    Unsupported = 2,
    OutOfMemory = 3,
    BadArgument = 4,
    OtherEngine = 5,
}
