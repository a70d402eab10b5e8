using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary>
/// What a TensorFlow says of its build (<c>tensorflow/core/util/port.h</c>). These are C++ functions without arguments, no part of the C API: where a version has
/// them under another name, nothing is known.
/// </summary>
internal static unsafe class BuildFlags
{
    /// <summary>Whether it was built with CUDA; null when it does not say.</summary>
    /// <param name="library">The loader's handle.</param>
    public static bool? HasCuda(nint library)
    {
        return Ask(library, "_ZN10tensorflow19IsGoogleCudaEnabledEv", "_ZN3tsl19IsGoogleCudaEnabledEv");
    }

    /// <summary>Whether oneDNN's kernels are there and on (<c>TF_ENABLE_ONEDNN_OPTS</c>); null when it does not say.</summary>
    /// <param name="library">The loader's handle.</param>
    public static bool? UsesOneDnn(nint library)
    {
        return Ask(library, "_ZN10tensorflow12IsMKLEnabledEv", "_ZN3tsl12IsMKLEnabledEv");
    }

    private static bool? Ask(nint library, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryGetExport(library, name, out nint function))
            {
                return ((delegate* unmanaged[Cdecl]<byte>)function)() != 0;
            }
        }

        return null;
    }
}
