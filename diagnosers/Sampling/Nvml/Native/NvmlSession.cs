using System.Runtime.InteropServices;

namespace InferenceBench.Sampling.Nvml.Native;

/// <summary>One reference to the initialised driver, given back when it is disposed. NVML itself counts them, so several may be open. Any thread.</summary>
internal sealed class NvmlSession : SafeHandle
{
    private NvmlLibrary? _library;

    public NvmlSession()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => _library is null;

    /// <summary>The library.</summary>
    public NvmlLibrary Library => _library ?? throw new InvalidOperationException("NVML is not initialised");

    /// <summary>Initialises the driver. As root this creates device nodes.</summary>
    /// <param name="library">The library.</param>
    /// <param name="session">Open when the code is <see cref="NvmlReturn.Success"/>, null otherwise.</param>
    public static NvmlReturn Start(NvmlLibrary library, out NvmlSession? session)
    {
        NvmlReturn code = library.Init();
        session = code == NvmlReturn.Success ? new NvmlSession { _library = library } : null;
        return code;
    }

    protected override bool ReleaseHandle()
    {
        // Whether the driver took the reference back changes nothing for anyone; a library without nvmlShutdown keeps it.
        _ = _library!.Shutdown();
        return true;
    }
}
