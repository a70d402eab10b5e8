namespace InferenceBench.Frameworks.TensorRt;

/// <summary><c>infb_trt_hardware</c>: the GPUs on which an engine is to run.</summary>
internal enum HardwareCompatibility
{
    /// <summary>The one that it is built on.</summary>
    None = 0,

    /// <summary>Every one from Ampere on.</summary>
    AmperePlus = 1,

    /// <summary>Every one of the same compute capability.</summary>
    SameComputeCapability = 2,
}
