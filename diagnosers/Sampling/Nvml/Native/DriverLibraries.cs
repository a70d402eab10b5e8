using System.Reflection;
using System.Runtime.InteropServices;

namespace InferenceBench.Sampling.Nvml.Native;

/// <summary>The libraries of NVIDIA's driver, found as the loader finds every library (so <c>LD_LIBRARY_PATH</c> works). This assembly's only resolver. Any thread.</summary>
internal static class DriverLibraries
{
    /// <summary>Name of NVML in this assembly's declarations.</summary>
    internal const string Nvml = "nvml";

    /// <summary>Name of CUDA's driver API in this assembly's declarations.</summary>
    internal const string Cuda = "cuda";

    private static readonly Lock s_lock = new();
    private static readonly Dictionary<string, nint> s_handles = [];
    private static bool s_hasResolver;

    /// <summary>The file that stands behind a name on this system.</summary>
    /// <param name="name"><see cref="Nvml"/> or <see cref="Cuda"/>.</param>
    public static string FileOf(string name)
    {
        return (name, OperatingSystem.IsWindows()) switch
        {
            (Nvml, true) => "nvml.dll",
            (Nvml, false) => "libnvidia-ml.so.1",
            (Cuda, true) => "nvcuda.dll",
            _ => "libcuda.so.1",
        };
    }

    /// <summary>The loader's handle of a library; 0 when it cannot be loaded. What was loaded stays loaded.</summary>
    /// <param name="name"><see cref="Nvml"/> or <see cref="Cuda"/>.</param>
    public static nint Load(string name)
    {
        lock (s_lock)
        {
            if (!s_hasResolver)
            {
                NativeLibrary.SetDllImportResolver(typeof(DriverLibraries).Assembly, Resolve);
                s_hasResolver = true;
            }

            if (!s_handles.TryGetValue(name, out nint handle) && NativeLibrary.TryLoad(FileOf(name), out handle))
            {
                s_handles.Add(name, handle);
            }

            return handle;
        }
    }

    // 0 leaves a name to the runtime: other code of this assembly may import other libraries.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        return name is Nvml or Cuda ? Load(name) : 0;
    }
}
