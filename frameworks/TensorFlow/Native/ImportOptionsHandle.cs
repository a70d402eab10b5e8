using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary><c>TF_ImportGraphDefOptions *</c>.</summary>
internal sealed class ImportOptionsHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>None yet.</summary>
    public ImportOptionsHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        TensorFlowMethods.TF_DeleteImportGraphDefOptions(handle);
        return true;
    }
}
