using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.OnnxRuntime.Native;

/// <summary>The CUDA devices that this process may use.</summary>
internal static class CudaDevices
{
    private const string Remedy = "install the NVIDIA driver; in a container, start it with the GPUs passed through (--gpus all)";

    // Discrete GPUs, Jetson, WSL: without one of these there is no kernel driver and nothing to try.
    private static readonly string[] s_driverFiles =
        ["/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/nvhost-gpu", "/dev/nvgpu", "/dev/nvmap", "/dev/dxg"];

    /// <summary>Counts the devices.</summary>
    /// <param name="missing">Why there is none; <see cref="Availability.Yes"/> when there is one.</param>
    public static int Count(out Availability missing)
    {
        if (!s_driverFiles.Any(static path => File.Exists(path) || Directory.Exists(path)))
        {
            missing = Availability.No("no NVIDIA driver is loaded on this machine", Remedy);
            return 0;
        }

        try
        {
            int code = CudaDriver.cuInit(0);
            int count = 0;
            code = code == CudaDriver.CUDA_SUCCESS ? CudaDriver.cuDeviceGetCount(out count) : code;
            missing = count > 0
                ? Availability.Yes
                : Availability.No($"the NVIDIA driver offers no device: {(code == CudaDriver.CUDA_SUCCESS ? "0 devices" : CudaContext.NameOf(code))}", Remedy);
            return count;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            missing = Availability.No("the NVIDIA driver's library libcuda.so.1 is not found or too old", Remedy);
            return 0;
        }
    }
}
