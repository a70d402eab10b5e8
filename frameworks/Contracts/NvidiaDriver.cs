namespace InferenceBench.Contracts;

/// <summary>Whether the kernel has NVIDIA's driver; told by files, without loading anything.</summary>
public static class NvidiaDriver
{
    /// <summary>What to do when the driver is missing or offers no device.</summary>
    public const string Remedy = "install the NVIDIA driver; in a container, start it with the GPUs passed through (--gpus all)";

    // Discrete GPUs, Jetson, WSL: without one of these there is no kernel driver and nothing to try.
    private static readonly string[] s_files =
        ["/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/nvhost-gpu", "/dev/nvgpu", "/dev/nvmap", "/dev/dxg"];

    /// <summary>Looks for the driver's files.</summary>
    public static Availability Find()
    {
        return s_files.Any(static path => File.Exists(path) || Directory.Exists(path))
            ? Availability.Yes
            : Availability.No("no NVIDIA driver is loaded on this machine", Remedy);
    }
}
