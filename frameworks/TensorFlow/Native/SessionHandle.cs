using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary><c>TF_Session *</c>; it keeps its graph alive.</summary>
internal sealed class SessionHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>None yet.</summary>
    public SessionHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        using StatusHandle status = TensorFlowMethods.TF_NewStatus();
        // What closing says is of no use to anybody any more: deleting discards the session whatever the status holds.
        TensorFlowMethods.TF_CloseSession(handle, status);
        TensorFlowMethods.TF_DeleteSession(handle, status);
        return true;
    }
}
