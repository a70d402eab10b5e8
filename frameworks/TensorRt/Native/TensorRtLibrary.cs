using System.Globalization;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>What the shim tells of the TensorRT that is loaded, and of the machine's GPUs.</summary>
internal static unsafe class TensorRtLibrary
{
    /// <summary>Version: <c>10.3.0</c>.</summary>
    public static string Version => NativeText.Line(TensorRtMethods.infb_trt_version());

    /// <summary>Version of the headers that the shim was compiled against.</summary>
    public static string CompiledVersion => NativeText.Line(TensorRtMethods.infb_trt_compiled_version());

    /// <summary>Versions of the CUDA runtime and of what the driver can do, for people.</summary>
    public static string CudaVersions
    {
        get
        {
            int runtime;
            int driver;
            TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_cuda_versions(&runtime, &driver), nameof(TensorRtMethods.infb_trt_cuda_versions));
            return driver == 0 ? $"CUDA {ToText(runtime)}, no driver" : $"CUDA {ToText(runtime)}, driver for CUDA {ToText(driver)}";
        }
    }

    /// <summary>GPUs that CUDA finds.</summary>
    public static int DeviceCount
    {
        get
        {
            int count;
            TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_device_count(&count), nameof(TensorRtMethods.infb_trt_device_count));
            return count;
        }
    }

    /// <summary>Describes a GPU.</summary>
    /// <param name="index">CUDA ordinal.</param>
    public static GpuFacts GetGpu(int index)
    {
        TensorRtGpu gpu;
        TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_get_gpu(index, &gpu), nameof(TensorRtMethods.infb_trt_get_gpu));
        return new GpuFacts(
            NativeText.Line(gpu.Name), string.Create(CultureInfo.InvariantCulture, $"{gpu.ComputeMajor}.{gpu.ComputeMinor}"), gpu.IsIntegrated != 0);
    }

    // 12040 is 12.4.
    private static string ToText(int version)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{version / 1000}.{version % 1000 / 10}");
    }
}
