using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Contracts;

/// <summary>A block of host memory at a fixed address, aligned to a cache line, zero at first.</summary>
public unsafe class HostMemory : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int AlignmentBytes = 64;

    private readonly int _sizeBytes;

    /// <summary>Allocates.</summary>
    /// <param name="sizeBytes">Size in bytes; 0 is allowed.</param>
    /// <exception cref="OutOfMemoryException">There is not so much.</exception>
    public HostMemory(int sizeBytes)
        : this((nint)NativeMemory.AlignedAlloc((nuint)Math.Max(sizeBytes, 1), AlignmentBytes), sizeBytes)
    {
    }

    /// <summary>Takes over memory that <see cref="Free"/> gives back, and clears it.</summary>
    /// <param name="address">The address; at least one byte is there.</param>
    /// <param name="sizeBytes">Size in bytes; 0 is allowed.</param>
    protected HostMemory(nint address, int sizeBytes)
        : base(ownsHandle: true)
    {
        _sizeBytes = sizeBytes;
        handle = address;
        NativeMemory.Clear((void*)handle, (nuint)Math.Max(sizeBytes, 1));
    }

    /// <summary>The address.</summary>
    public nint Address => handle;

    /// <summary>The bytes.</summary>
    public Span<byte> Bytes => new((void*)handle, _sizeBytes);

    /// <inheritdoc/>
    protected sealed override bool ReleaseHandle()
    {
        Free(handle);
        return true;
    }

    /// <summary>Gives the memory back; called once.</summary>
    /// <param name="address">The address.</param>
    protected virtual void Free(nint address)
    {
        NativeMemory.AlignedFree((void*)address);
    }
}
