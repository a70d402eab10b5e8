using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary><c>infb_trt_session *</c>.</summary>
internal sealed class ContextHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>No session yet.</summary>
    public ContextHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        TensorRtMethods.infb_trt_close(handle);
        return true;
    }
}
