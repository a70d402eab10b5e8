using InferenceBench.Contracts;
using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary><c>TF_Status *</c>: how a call ended.</summary>
internal sealed class StatusHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>None yet.</summary>
    public StatusHandle()
        : base(ownsHandle: true)
    {
    }

    /// <summary>Does nothing after a success.</summary>
    /// <param name="callName">The function.</param>
    /// <exception cref="NotSupportedException">TensorFlow has no kernel for it.</exception>
    /// <exception cref="InferenceException">Any other failure, with TensorFlow's code and text.</exception>
    public unsafe void ThrowIfError(string callName)
    {
        TF_Code code = TensorFlowMethods.TF_GetCode(this);
        if (code != TF_Code.TF_OK)
        {
            throw TensorFlowErrors.Create(code, NativeText.Line(TensorFlowMethods.TF_Message(this)), callName);
        }
    }

    protected override bool ReleaseHandle()
    {
        TensorFlowMethods.TF_DeleteStatus(handle);
        return true;
    }
}
