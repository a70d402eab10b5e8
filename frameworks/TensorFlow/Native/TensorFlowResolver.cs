using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary>What a loaded library is asked before anything else is: whether it is a TensorFlow, and which.</summary>
internal static class TensorFlowResolver
{
    private static readonly string[] s_needed = [nameof(TensorFlowMethods.TF_Version), nameof(TensorFlowMethods.TF_SessionRun), nameof(TensorFlowMethods.TF_LoadSessionFromSavedModel)];

    /// <summary>The first function of the C API that a loaded library lacks; null when it has all that tell a TensorFlow.</summary>
    /// <param name="handle">The loader's handle.</param>
    public static string? FindMissing(nint handle)
    {
        return s_needed.FirstOrDefault(name => !NativeLibrary.TryGetExport(handle, name, out _));
    }

    /// <summary>The version of a loaded TensorFlow.</summary>
    /// <param name="handle">The loader's handle.</param>
    public static unsafe string VersionOf(nint handle)
    {
        var function = (delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(handle, nameof(TensorFlowMethods.TF_Version));
        return Contracts.NativeText.Line(function());
    }
}
