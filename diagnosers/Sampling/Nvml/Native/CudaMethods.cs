using System.Runtime.InteropServices;

namespace InferenceBench.Sampling.Nvml.Native;

/// <summary>CUDA's driver API, as in <c>cuda.h</c>. The driver's own library is of no particular CUDA version; <c>cuDeviceGetUuid_v2</c> is missing before 11.4.</summary>
internal static unsafe partial class CudaMethods
{
    internal const int CUDA_SUCCESS = 0;
    internal const int UuidBytes = 16;

    [LibraryImport(DriverLibraries.Cuda)]
    internal static partial int cuInit(uint flags);

    [LibraryImport(DriverLibraries.Cuda)]
    internal static partial int cuDeviceGetCount(int* count);

    [LibraryImport(DriverLibraries.Cuda)]
    internal static partial int cuDeviceGet(int* device, int ordinal);

    [LibraryImport(DriverLibraries.Cuda)]
    internal static partial int cuDeviceGetUuid(byte* uuid, int device);

    [LibraryImport(DriverLibraries.Cuda)]
    internal static partial int cuDeviceGetUuid_v2(byte* uuid, int device);

    [LibraryImport(DriverLibraries.Cuda)]
    internal static partial int cuDeviceGetPCIBusId(byte* busId, int length, int device);

    [LibraryImport(DriverLibraries.Cuda)]
    internal static partial int cuGetErrorName(int error, byte** name);
}
