using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.OnnxRuntime.Native;

/// <summary>Host memory that is page-locked for transfers to a GPU.</summary>
internal sealed class PageLockedMemory : HostMemory
{
    private readonly CudaContext _context;

    /// <summary>Allocates.</summary>
    /// <param name="sizeBytes">Size in bytes; 0 is allowed.</param>
    /// <param name="context">The GPU.</param>
    public PageLockedMemory(int sizeBytes, CudaContext context)
        : base(context.AllocateHost((nuint)Math.Max(sizeBytes, 1)), sizeBytes)
    {
        _context = context;
    }

    protected override void Free(nint address)
    {
        _context.FreeHost(address);
    }
}
