using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary>TensorFlow's <c>TF_Output</c> (and <c>TF_Input</c>, which is laid out alike): one output of one operation.</summary>
/// <param name="oper">The <c>TF_Operation *</c>, owned by its graph.</param>
/// <param name="index">Which of its outputs, from 0.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TF_Output(nint oper, int index)
{
    public readonly nint oper = oper;
    public readonly int index = index;
}
