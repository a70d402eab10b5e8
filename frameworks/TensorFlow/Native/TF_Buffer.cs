using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary>TensorFlow's <c>TF_Buffer</c>: a block of bytes, and who gives it back.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TF_Buffer
{
    public void* data;
    public nuint length;
    public delegate* unmanaged[Cdecl]<void*, nuint, void> data_deallocator;
}
