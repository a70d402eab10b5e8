using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.OnnxRuntime.Native;

/// <summary>The CUDA devices that this process may use.</summary>
internal static class CudaDevices
{
    /// <summary>Counts the devices.</summary>
    /// <param name="missing">Why there is none; <see cref="Availability.Yes"/> when there is one.</param>
    public static int Count(out Availability missing)
    {
        missing = NvidiaDriver.Find();
        if (!missing.IsAvailable)
        {
            return 0;
        }

        try
        {
            int code = CudaDriver.cuInit(0);
            int count = 0;
            code = code == CudaDriver.CUDA_SUCCESS ? CudaDriver.cuDeviceGetCount(out count) : code;
            missing = count > 0
                ? Availability.Yes
                : Availability.No($"the NVIDIA driver offers no device: {(code == CudaDriver.CUDA_SUCCESS ? "0 devices" : CudaContext.NameOf(code))}", NvidiaDriver.Remedy);
            return count;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            missing = Availability.No("the NVIDIA driver's library libcuda.so.1 is not found or too old", NvidiaDriver.Remedy);
            return 0;
        }
    }
}
