namespace InferenceBench.Sampling.Nvml.Native;

/// <summary><c>nvmlValueType_t</c> of <c>nvml.h</c>. <c>UnsignedLong</c> has 4 B on Windows and 8 B elsewhere.</summary>
internal enum NvmlValueType
{
    Double = 0,
    UnsignedInt = 1,
    UnsignedLong = 2,
    UnsignedLongLong = 3,
    SignedLongLong = 4,
    SignedInt = 5,
}
