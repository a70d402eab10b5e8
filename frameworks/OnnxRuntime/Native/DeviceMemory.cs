using InferenceBench.Contracts;
using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Frameworks.OnnxRuntime.Native;

/// <summary>A block of a GPU's memory.</summary>
internal sealed class DeviceMemory : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly CudaContext _context;
    private readonly nuint _sizeBytes;

    /// <summary>Allocates.</summary>
    /// <param name="sizeBytes">Size in bytes; 0 is allowed.</param>
    /// <param name="context">The GPU.</param>
    public DeviceMemory(int sizeBytes, CudaContext context)
        : base(ownsHandle: true)
    {
        _context = context;
        _sizeBytes = (nuint)sizeBytes;
        handle = context.AllocateDevice((nuint)Math.Max(sizeBytes, 1));
    }

    /// <summary>The device address.</summary>
    public nint Address => handle;

    /// <summary>Copies host to device; returns when it is done.</summary>
    public void CopyFrom(HostMemory host)
    {
        _context.CopyToDevice(handle, host.Address, _sizeBytes);
    }

    /// <summary>Copies device to host; returns when it is done.</summary>
    public void CopyTo(HostMemory host)
    {
        _context.CopyToHost(host.Address, handle, _sizeBytes);
    }

    protected override bool ReleaseHandle()
    {
        _context.FreeDevice(handle);
        return true;
    }
}
