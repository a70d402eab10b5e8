using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.TensorRt.Native;

// Layouts of inferencebench_tensorrt.h, in the order of the header.

/// <summary><c>infb_trt_blob</c>, 16 B.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TensorRtBlob
{
    public void* Data;
    public long SizeBytes;
}

/// <summary><c>infb_trt_gpu</c>, 344 B.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TensorRtGpu
{
    public fixed byte Name[256];
    public fixed byte Uuid[64];
    public int ComputeMajor;
    public int ComputeMinor;
    public long MemoryBytes;
    public int IsIntegrated;
    public int ConcurrentManaged;
}

/// <summary><c>infb_trt_range</c>, 208 B: the shapes of one input between which an engine is to work.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TensorRtRange
{
    public byte* Name;
    public int Rank;
    public fixed long Min[TensorRtMethods.INFB_TRT_MAX_RANK];
    public fixed long Opt[TensorRtMethods.INFB_TRT_MAX_RANK];
    public fixed long Max[TensorRtMethods.INFB_TRT_MAX_RANK];
}

/// <summary><c>infb_trt_build_options</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TensorRtBuildOptions
{
    public byte* OnnxPath;
    public int DeviceIndex;
    public int Tf32;
    public int Fp16;
    public int Bf16;
    public int Int8;
    public int StronglyTyped;
    public int OptimisationLevel;
    public long WorkspaceBytes;
    public byte* TimingCachePath;
    public int VersionCompatible;
    public int Hardware;
    public int DetailedProfiling;
    public int AuxiliaryStreams;
    public TensorRtRange* Ranges;
    public int RangeCount;
    public int Calibration;
    public byte* CalibrationCachePath;
    public delegate* unmanaged[Cdecl]<void*, void**, long*, int, int> NextBatch;
    public void* NextBatchState;
    public delegate* unmanaged[Cdecl]<void*, int, byte*, void> Log;
    public void* LogState;
}

/// <summary><c>infb_trt_tensor_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TensorRtTensorInfo
{
    public fixed byte Name[512];
    public int IsInput;
    public int DataType;
    public int Rank;
    public fixed long Shape[TensorRtMethods.INFB_TRT_MAX_RANK];
    public fixed long Min[TensorRtMethods.INFB_TRT_MAX_RANK];
    public fixed long Opt[TensorRtMethods.INFB_TRT_MAX_RANK];
    public fixed long Max[TensorRtMethods.INFB_TRT_MAX_RANK];
}

/// <summary><c>infb_trt_engine_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorRtEngineInfo
{
    public int TensorCount;
    public int LayerCount;
    public int ProfileCount;
    public long DeviceMemoryBytes;
    public long PlanBytes;
}

/// <summary><c>infb_trt_session_options</c>, 12 B.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorRtSessionOptions
{
    public int MemoryMode;
    public int CudaGraph;
    public int SpinWait;
}

/// <summary><c>infb_trt_times</c>, 32 B: milliseconds of the last run; NaN where there is no such part.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorRtTimes
{
    public double H2dMs;
    public double ComputeMs;
    public double D2hMs;
    public double EnqueueMs;
}

/// <summary><c>infb_trt_memory</c>, 32 B.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorRtMemory
{
    public long UsedBytes;
    public long TotalBytes;
    public long CopiedToDeviceBytes;
    public long CopiedToHostBytes;
}

/// <summary><c>infb_trt_layer</c>, 520 B.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TensorRtLayer
{
    public fixed byte Name[512];
    public double Milliseconds;
}
