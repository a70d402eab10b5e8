using System.Reflection;
using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>The loaded shim, and this assembly's only resolver of library names.</summary>
internal static class ShimLibrary
{
    private static nint s_handle;

    /// <summary>Lets the declarations find the shim; once per process.</summary>
    /// <param name="handle">The loader's handle.</param>
    public static void Use(nint handle)
    {
        s_handle = handle;
        NativeLibrary.SetDllImportResolver(typeof(ShimLibrary).Assembly, Resolve);
    }

    /// <summary>The number of the header that a loaded shim was built with; null when it is no shim.</summary>
    /// <param name="handle">The loader's handle.</param>
    public static unsafe int? AbiOf(nint handle)
    {
        return NativeLibrary.TryGetExport(handle, nameof(TensorRtMethods.infb_trt_abi), out nint function)
            ? ((delegate* unmanaged[Cdecl]<int>)function)()
            : null;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        return name == TensorRtMethods.LibraryName ? s_handle : 0;
    }
}
