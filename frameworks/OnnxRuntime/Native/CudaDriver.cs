using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.OnnxRuntime.Native;

/// <summary>
/// CUDA's driver API, as in <c>cuda.h</c>. The driver's own library is of no particular CUDA version, so it serves whichever runtime the engine is built for.
/// </summary>
internal static partial class CudaDriver
{
    internal const int CUDA_SUCCESS = 0;

    private const string LibraryName = "libcuda.so.1";

    [LibraryImport(LibraryName)]
    internal static partial int cuInit(uint flags);

    [LibraryImport(LibraryName)]
    internal static partial int cuDeviceGetCount(out int count);

    [LibraryImport(LibraryName)]
    internal static partial int cuDeviceGet(out int device, int ordinal);

    [LibraryImport(LibraryName)]
    internal static partial int cuDevicePrimaryCtxRetain(out nint context, int device);

    [LibraryImport(LibraryName)]
    internal static partial int cuCtxSetCurrent(nint context);

    [LibraryImport(LibraryName)]
    internal static partial int cuMemAlloc_v2(out nint devicePointer, nuint sizeBytes);

    [LibraryImport(LibraryName)]
    internal static partial int cuMemFree_v2(nint devicePointer);

    [LibraryImport(LibraryName)]
    internal static partial int cuMemHostAlloc(out nint hostPointer, nuint sizeBytes, uint flags);

    [LibraryImport(LibraryName)]
    internal static partial int cuMemFreeHost(nint hostPointer);

    [LibraryImport(LibraryName)]
    internal static partial int cuMemcpyHtoD_v2(nint devicePointer, nint hostPointer, nuint sizeBytes);

    [LibraryImport(LibraryName)]
    internal static partial int cuMemcpyDtoH_v2(nint hostPointer, nint devicePointer, nuint sizeBytes);

    [LibraryImport(LibraryName)]
    internal static partial int cuGetErrorName(int error, out nint text);
}
