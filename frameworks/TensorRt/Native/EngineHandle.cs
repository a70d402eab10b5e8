using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary><c>infb_trt_engine *</c>.</summary>
internal sealed class EngineHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>No engine yet.</summary>
    public EngineHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        TensorRtMethods.infb_trt_destroy_engine(handle);
        return true;
    }
}
