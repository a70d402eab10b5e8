using System.Runtime.InteropServices;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.OnnxRuntime.Native;

/// <summary>The primary context of one GPU, the same that the engine uses. Copies return when they are done.</summary>
internal sealed class CudaContext
{
    private readonly Device _device;
    private readonly nint _context;

    /// <summary>Takes the context; it is kept until the process ends, as the engine keeps its own.</summary>
    /// <exception cref="InferenceException">There is no such device.</exception>
    public CudaContext(Device device)
    {
        _device = device;
        ThrowIfError(nameof(CudaDriver.cuInit), CudaDriver.cuInit(0));
        ThrowIfError(nameof(CudaDriver.cuDeviceGet), CudaDriver.cuDeviceGet(out int handle, device.Index));
        ThrowIfError(nameof(CudaDriver.cuDevicePrimaryCtxRetain), CudaDriver.cuDevicePrimaryCtxRetain(out _context, handle));
        MakeCurrent();
    }

    /// <summary>Binds the context to the calling thread.</summary>
    public void MakeCurrent()
    {
        ThrowIfError(nameof(CudaDriver.cuCtxSetCurrent), CudaDriver.cuCtxSetCurrent(_context));
    }

    /// <summary>The GPU.</summary>
    public Device Device => _device;

    /// <summary>Allocates page-locked host memory.</summary>
    public nint AllocateHost(nuint sizeBytes)
    {
        ThrowIfError(nameof(CudaDriver.cuMemHostAlloc), CudaDriver.cuMemHostAlloc(out nint pointer, sizeBytes, 0), sizeBytes);
        return pointer;
    }

    /// <summary>Allocates device memory.</summary>
    public nint AllocateDevice(nuint sizeBytes)
    {
        ThrowIfError(nameof(CudaDriver.cuMemAlloc_v2), CudaDriver.cuMemAlloc_v2(out nint pointer, sizeBytes), sizeBytes);
        return pointer;
    }

    /// <summary>Frees page-locked host memory; a failure leaves it to the end of the process.</summary>
    public void FreeHost(nint pointer)
    {
        _ = CudaDriver.cuCtxSetCurrent(_context);
        _ = CudaDriver.cuMemFreeHost(pointer);
    }

    /// <summary>Frees device memory; a failure leaves it to the end of the process.</summary>
    public void FreeDevice(nint pointer)
    {
        _ = CudaDriver.cuCtxSetCurrent(_context);
        _ = CudaDriver.cuMemFree_v2(pointer);
    }

    /// <summary>Copies host to device.</summary>
    public void CopyToDevice(nint devicePointer, nint hostPointer, nuint sizeBytes)
    {
        ThrowIfError(nameof(CudaDriver.cuMemcpyHtoD_v2), CudaDriver.cuMemcpyHtoD_v2(devicePointer, hostPointer, sizeBytes), sizeBytes);
    }

    /// <summary>Copies device to host.</summary>
    public void CopyToHost(nint hostPointer, nint devicePointer, nuint sizeBytes)
    {
        ThrowIfError(nameof(CudaDriver.cuMemcpyDtoH_v2), CudaDriver.cuMemcpyDtoH_v2(hostPointer, devicePointer, sizeBytes), sizeBytes);
    }

    private void ThrowIfError(string call, int code, nuint sizeBytes = 0)
    {
        if (code != CudaDriver.CUDA_SUCCESS)
        {
            string size = sizeBytes == 0 ? "" : $" of {sizeBytes} bytes";
            throw new InferenceException($"{call}{size} on {_device} failed: {NameOf(code)}");
        }
    }

    /// <summary>The driver's name of an error code, for example <c>CUDA_ERROR_NO_DEVICE</c>.</summary>
    public static string NameOf(int code)
    {
        return CudaDriver.cuGetErrorName(code, out nint text) == CudaDriver.CUDA_SUCCESS
            ? $"{Marshal.PtrToStringUTF8(text)} ({code})"
            : $"CUDA error {code}";
    }
}
