using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary><c>TF_Graph *</c>.</summary>
internal sealed class GraphHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>None yet.</summary>
    public GraphHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        TensorFlowMethods.TF_DeleteGraph(handle);
        return true;
    }
}
