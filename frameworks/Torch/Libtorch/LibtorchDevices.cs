using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Loading;
using InferenceBench.Frameworks.Torch.Native;

namespace InferenceBench.Frameworks.Torch;

/// <summary>The devices on which the loaded libtorch runs.</summary>
internal static class LibtorchDevices
{
    private const string GpuBuild = "let LIBTORCH name a GPU build of libtorch and build again (./run.sh does)";

    /// <summary>Every provider with every device that there is, or with the first that a user would ask for.</summary>
    public static IEnumerable<ProviderProbe> Probe(LibtorchLibrary library)
    {
        yield return new ProviderProbe("cpu", Device.Cpu.ToString(), Availability.Yes);
        int count = CountCuda(library, out Availability missing);
        for (int index = 0; index < Math.Max(count, 1); index++)
        {
            yield return new ProviderProbe("cuda", Device.Cuda(index).ToString(), missing);
        }
    }

    /// <summary>Checks that provider and device of a request are there.</summary>
    /// <exception cref="InferenceException">They are not; the message says why.</exception>
    public static void Require(OpenRequest request, LibtorchLibrary library)
    {
        IReadOnlyList<ProviderDescriptor> providers = LibtorchDescriptor.Instance.Providers;
        ProviderDescriptor provider = providers.FirstOrDefault(known => known.Id == request.Provider)
            ?? throw new InferenceException($"libtorch has no provider '{request.Provider}'; it has {string.Join(", ", providers.Select(static known => known.Id))}");
        if (provider.DeviceKind != request.Device.Kind)
        {
            throw new InferenceException($"libtorch's provider {request.Provider} does not run on {request.Device}");
        }

        if (provider.DeviceKind == DeviceKind.Cuda && request.Device.Index >= CountCuda(library, out Availability missing))
        {
            string reason = missing.IsAvailable ? "there is no such device" : $"{missing.Reason}; {missing.Remedy}";
            throw new InferenceException($"libtorch cannot run on {request.Device}: {reason}");
        }
    }

    private static int CountCuda(LibtorchLibrary library, out Availability missing)
    {
        missing = library.CudaProblem is { } problem ? Availability.No(problem, GpuBuild) : NvidiaDriver.Find();
        if (!missing.IsAvailable)
        {
            return 0;
        }

        try
        {
            int count = TorchLibrary.CudaDeviceCount;
            missing = count > 0 ? Availability.Yes : Availability.No("libtorch finds no CUDA device that it can use", NvidiaDriver.Remedy);
            return count;
        }
        catch (Exception e) when (e is InferenceException or NotSupportedException)
        {
            missing = Availability.No(e.Message, NvidiaDriver.Remedy);
            return 0;
        }
    }
}
