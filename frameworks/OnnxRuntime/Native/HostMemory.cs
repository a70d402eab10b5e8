using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Frameworks.OnnxRuntime.Native;

/// <summary>A block of host memory at a fixed address: aligned to a cache line, or page-locked for transfers to a GPU.</summary>
internal sealed unsafe class HostMemory : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int AlignmentBytes = 64;

    private readonly int _sizeBytes;
    private readonly CudaContext? _context;

    /// <summary>Allocates.</summary>
    /// <param name="sizeBytes">Size in bytes; 0 is allowed.</param>
    /// <param name="context">The GPU to page-lock the memory for; null for ordinary memory.</param>
    /// <exception cref="InsufficientMemoryException">There is not so much.</exception>
    public HostMemory(int sizeBytes, CudaContext? context)
        : base(ownsHandle: true)
    {
        _sizeBytes = sizeBytes;
        _context = context;
        nuint size = (nuint)Math.Max(sizeBytes, 1);
        handle = context is null ? (nint)NativeMemory.AlignedAlloc(size, AlignmentBytes) : context.AllocateHost(size);
        NativeMemory.Clear((void*)handle, size);
    }

    /// <summary>The address.</summary>
    public nint Address => handle;

    /// <summary>The bytes.</summary>
    public Span<byte> Bytes => new((void*)handle, _sizeBytes);

    protected override bool ReleaseHandle()
    {
        if (_context is null)
        {
            NativeMemory.AlignedFree((void*)handle);
        }
        else
        {
            _context.FreeHost(handle);
        }

        return true;
    }
}
