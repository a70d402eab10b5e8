using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.Torch.Native;

// Layouts of inferencebench_torch.h, in the order of the header.

/// <summary><c>infb_torch_tensor</c>, 40 B: dense, in C order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TorchTensor
{
    public byte* Name;
    public void* Data;
    public long SizeBytes;
    public long* Shape;
    public int Rank;

    /// <summary>An <see cref="Contracts.ElementType"/>, whose numbers are ONNX's.</summary>
    public int DataType;
}

/// <summary><c>infb_torch_options</c>, 24 B.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TorchOptions
{
    public int Device;
    public int DeviceIndex;
    public int ComputeType;
    public int Optimisation;
    public int ChannelsLast;
    public int CudaGraph;
}

/// <summary><c>infb_torch_times</c>, 32 B: milliseconds of the last run; NaN where there is no such part.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TorchTimes
{
    public double H2dMs;
    public double ComputeMs;
    public double D2hMs;
    public double EnqueueMs;
}

/// <summary><c>infb_torch_memory</c>, 32 B; −1 where there is no such number.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TorchMemory
{
    public long AllocatedBytes;
    public long PeakAllocatedBytes;
    public long ReservedBytes;
    public long WeightBytes;
}
