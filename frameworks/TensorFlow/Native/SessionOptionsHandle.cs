using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary><c>TF_SessionOptions *</c>.</summary>
internal sealed class SessionOptionsHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>None yet.</summary>
    public SessionOptionsHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        TensorFlowMethods.TF_DeleteSessionOptions(handle);
        return true;
    }
}
