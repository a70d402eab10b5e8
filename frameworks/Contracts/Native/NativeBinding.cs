using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace InferenceBench.Contracts;

/// <summary>Ties the declarations of an assembly to a library that is loaded already.</summary>
public static class NativeBinding
{
    /// <summary>Lets declarations of a library's name find it. The runtime allows one resolver for each assembly: once per process.</summary>
    /// <param name="assembly">The assembly with the declarations.</param>
    /// <param name="libraryName">The name in them.</param>
    /// <param name="handle">The loader's handle.</param>
    public static void Use(Assembly assembly, string libraryName, nint handle)
    {
        NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name == libraryName ? handle : 0);
    }

    /// <summary>Checks that a loaded shim was built from the header that this build knows.</summary>
    /// <param name="handle">The loader's handle.</param>
    /// <param name="path">The shim's file.</param>
    /// <param name="function">The shim's function that tells the number of its header.</param>
    /// <param name="expected">The number that this build knows.</param>
    /// <exception cref="NativeLibraryException">It was not, or it is no shim.</exception>
    public static unsafe void RequireAbi(nint handle, string path, string function, int expected)
    {
        int? abi = NativeLibrary.TryGetExport(handle, function, out nint address) ? ((delegate* unmanaged[Cdecl]<int>)address)() : null;
        if (abi != expected)
        {
            throw new NativeLibraryException(
                $"{path} speaks version {abi?.ToString(CultureInfo.InvariantCulture) ?? "unknown"} of the shim's interface, this build {expected}",
                "build again (./run.sh does)");
        }
    }
}
