using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Native;

namespace InferenceBench.Frameworks.TensorFlow.Engine;

/// <summary>The devices on which the loaded TensorFlow runs.</summary>
internal static class TensorFlowDevices
{
    private const string GpuType = "GPU";
    private const string GpuBuild = "let TENSORFLOW_LIBRARY name a GPU build of TensorFlow";

    /// <summary>Every provider with every device that there is, or with the first that a user would ask for.</summary>
    /// <param name="library">The library.</param>
    public static IEnumerable<ProviderProbe> Probe(TensorFlowLibrary library)
    {
        yield return new ProviderProbe("cpu", Device.Cpu.ToString(), Availability.Yes);
        int count = CountGpus(library, out Availability missing);
        for (int index = 0; index < Math.Max(count, 1); index++)
        {
            yield return new ProviderProbe("cuda", Device.Cuda(index).ToString(), missing);
        }
    }

    /// <summary>Checks that provider and device of a request are there.</summary>
    /// <param name="framework">Id of the framework, for messages.</param>
    /// <param name="request">The request.</param>
    /// <param name="library">The library.</param>
    /// <exception cref="InferenceException">They are not; the message says why.</exception>
    public static void Require(string framework, OpenRequest request, TensorFlowLibrary library)
    {
        IReadOnlyList<ProviderDescriptor> providers = TensorFlowDescriptor.Instance.Providers;
        ProviderDescriptor provider = providers.FirstOrDefault(known => known.Id == request.Provider)
            ?? throw new InferenceException($"{framework} has no provider '{request.Provider}'; it has {string.Join(", ", providers.Select(static known => known.Id))}");
        if (provider.DeviceKind != request.Device.Kind)
        {
            throw new InferenceException($"{framework}'s provider {request.Provider} does not run on {request.Device}");
        }

        if (provider.DeviceKind == DeviceKind.Cuda && request.Device.Index >= CountGpus(library, out Availability missing))
        {
            string reason = missing.IsAvailable ? "there is no such device" : missing.ToText();
            throw new InferenceException($"{framework} cannot run on {request.Device}: {reason}");
        }
    }

    private static int CountGpus(TensorFlowLibrary library, out Availability missing)
    {
        missing = BuildFlags.HasCuda(library.Handle) == false ? Availability.No($"the TensorFlow in {library.Origin} is a CPU build", GpuBuild) : NvidiaDriver.Find();
        if (!missing.IsAvailable)
        {
            return 0;
        }

        try
        {
            using var graph = new NativeGraph();
            using NativeSession session = NativeSession.Create(graph, SessionConfig.ForDevices());
            int count = session.DeviceTypes().Count(static type => type == GpuType);
            missing = count > 0
                ? Availability.Yes
                : Availability.No("TensorFlow finds no GPU that it can use", $"install the CUDA and cuDNN that it was built for ({NvidiaDriver.Remedy})");
            return count;
        }
        catch (Exception e) when (e is InferenceException or NotSupportedException)
        {
            missing = Availability.No(e.Message, NvidiaDriver.Remedy);
            return 0;
        }
    }
}
