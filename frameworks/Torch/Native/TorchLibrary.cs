using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch.Native;

/// <summary>What the shim tells of the libtorch that is loaded, and what it sets for the whole process.</summary>
internal static unsafe class TorchLibrary
{
    /// <summary>Version: <c>1.13.1</c>.</summary>
    public static string Version => NativeText.Line(TorchMethods.infb_torch_version());

    /// <summary>Version of the libtorch that the shim was compiled for.</summary>
    public static string CompiledVersion => NativeText.Line(TorchMethods.infb_torch_compiled_version());

    /// <summary>libtorch's own description of its build, several lines.</summary>
    public static string BuildInfo => NativeText.Read(TorchMethods.infb_torch_build_info());

    /// <summary>Whether the shim was compiled with CUDA's headers.</summary>
    public static bool HasCudaHalf => TorchMethods.infb_torch_has_cuda_half() != 0;

    /// <summary>CUDA devices that this libtorch can use.</summary>
    public static int CudaDeviceCount
    {
        get
        {
            int count;
            TorchErrors.ThrowIfError(TorchMethods.infb_torch_cuda_device_count(&count), nameof(TorchMethods.infb_torch_cuda_device_count));
            return count;
        }
    }

    /// <summary>Threads in effect.</summary>
    public static (int IntraOp, int InterOp) Threads
    {
        get
        {
            int intraOp;
            int interOp;
            TorchErrors.ThrowIfError(TorchMethods.infb_torch_get_threads(&intraOp, &interOp), nameof(TorchMethods.infb_torch_get_threads));
            return (intraOp, interOp);
        }
    }

    /// <summary>Sets the threads of the process, once; the same numbers again are accepted.</summary>
    public static void SetThreads(int intraOp, int interOp)
    {
        TorchErrors.ThrowIfError(TorchMethods.infb_torch_set_threads(intraOp, interOp), nameof(TorchMethods.infb_torch_set_threads));
    }

    /// <summary>Sets the switches of the process.</summary>
    public static void SetSwitches(bool tf32, bool cudnnBenchmark, bool oneDnn)
    {
        TorchErrors.ThrowIfError(
            TorchMethods.infb_torch_set_switches(tf32 ? 1 : 0, cudnnBenchmark ? 1 : 0, oneDnn ? 1 : 0), nameof(TorchMethods.infb_torch_set_switches));
    }

    /// <summary>Checks that a device computes in a type.</summary>
    /// <exception cref="NotSupportedException">It does not, with libtorch's text.</exception>
    public static void RequireSupport(Device device, ElementType type)
    {
        TorchErrors.ThrowIfError(
            TorchMethods.infb_torch_supports(device.Kind == DeviceKind.Cuda ? 1 : 0, device.Index, (int)type), nameof(TorchMethods.infb_torch_supports));
    }
}
