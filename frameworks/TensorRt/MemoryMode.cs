namespace InferenceBench.Frameworks.TensorRt;

/// <summary><c>infb_trt_memory_mode</c>: where inputs and outputs are.</summary>
internal enum MemoryMode
{
    /// <summary>Ordinary memory of the host, copied to the device and back in every run.</summary>
    Pageable = 0,

    /// <summary>Page-locked memory of the host, copied in every run.</summary>
    Pinned = 1,

    /// <summary>Managed memory: nothing is copied where host and device share memory.</summary>
    Managed = 2,

    /// <summary>Memory of the device: no transfer in a run.</summary>
    Device = 3,
}
