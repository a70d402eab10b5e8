using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.OnnxRuntime.Native;

/// <summary>What <c>OrtGetApiBase</c> returns: the only part of the library whose layout never changes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct OrtApiBase
{
    public readonly delegate* unmanaged[Cdecl]<uint, nint*> GetApi;
    public readonly delegate* unmanaged[Cdecl]<nint> GetVersionString;
}
