using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.OnnxRuntime.Native;

internal static partial class LibC
{
    // .NET keeps its own copy of the environment: native code sees only what setenv writes.
    [LibraryImport("libc.so.6", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int setenv(string name, string value, int overwrite);
}
