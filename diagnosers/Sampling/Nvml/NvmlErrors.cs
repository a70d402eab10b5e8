using System.Globalization;
using InferenceBench.Sampling.Nvml.Native;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Nvml;

/// <summary>What NVML's codes mean for whoever wants energy (the codes: <c>nvml.h</c>).</summary>
internal static class NvmlErrors
{
    /// <summary>The loader does not find the library.</summary>
    public static NvmlException NoLibrary()
    {
        return new NvmlException(
            $"no NVML library: {DriverLibraries.FileOf(DriverLibraries.Nvml)} cannot be loaded", "install the NVIDIA driver; in a container, start it with --gpus all");
    }

    /// <summary>A call that failed.</summary>
    /// <param name="library">For the words of the code.</param>
    /// <param name="call">The C name of the function.</param>
    /// <param name="code">What it returned.</param>
    /// <param name="subject">What was wanted, for codes that say nothing of the driver as a whole: <c>NVML cannot …</c>.</param>
    public static NvmlException Failed(NvmlLibrary library, string call, NvmlReturn code, string subject)
    {
        string native = string.Create(CultureInfo.InvariantCulture, $"{call} returned {(int)code}: {library.Describe(code)}");
        SensorAccess access = code == NvmlReturn.NoPermission ? SensorAccess.Denied : SensorAccess.Unknown;
        return new NvmlException(IsDriverMissing(code) ? $"NVIDIA driver not loaded ({native})" : $"{subject}: {Say(library, code)} ({native})", RemedyOf(code), access);
    }

    /// <summary>Whether readings of a device that gave this code count no longer, nor those before it.</summary>
    public static bool IsLost(NvmlReturn code)
    {
        return code is NvmlReturn.GpuIsLost or NvmlReturn.ResetRequired or NvmlReturn.Uninitialized or NvmlReturn.LibRmVersionMismatch || IsDriverMissing(code);
    }

    /// <summary>Whether the same call may succeed a moment later.</summary>
    public static bool IsTransient(NvmlReturn code)
    {
        return code is NvmlReturn.NotReady or NvmlReturn.Timeout or NvmlReturn.Unknown or NvmlReturn.InUse;
    }

    private static bool IsDriverMissing(NvmlReturn code)
    {
        return code is NvmlReturn.DriverNotLoaded or NvmlReturn.LibraryNotFound;
    }

    private static string Say(NvmlLibrary library, NvmlReturn code)
    {
        return code == NvmlReturn.NoPermission ? "insufficient permissions" : library.Describe(code);
    }

    private static string? RemedyOf(NvmlReturn code)
    {
        return code switch
        {
            NvmlReturn.NotSupported or NvmlReturn.FunctionNotFound or NvmlReturn.NoData =>
                "on a Jetson take --power-source ina3221; elsewhere this GPU, its driver or its virtualisation does not offer it",
            NvmlReturn.NoPermission => "run as root, or ask the administrator of this machine for access to the GPU",
            NvmlReturn.DriverNotLoaded or NvmlReturn.LibraryNotFound => "load the NVIDIA driver (nvidia-smi shows whether it works); in a container, start it with --gpus all",
            NvmlReturn.GpuIsLost or NvmlReturn.ResetRequired => "reset the GPU or restart the machine; the kernel's log has the cause (Xid)",
            NvmlReturn.LibRmVersionMismatch => "restart the machine: the driver was updated while its old kernel module is loaded",
            NvmlReturn.OperatingSystem => "let the container or the security module access /dev/nvidia*",
            NvmlReturn.Uninitialized => "the driver was reloaded: start the run again",
            _ => null,
        };
    }
}
