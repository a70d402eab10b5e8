using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Native;

namespace InferenceBench.Frameworks.TensorRt;

/// <summary>The GPUs on which the loaded TensorRT runs.</summary>
internal static class TensorRtDevices
{
    /// <summary>Every GPU that there is, or the first that a user would ask for.</summary>
    public static IEnumerable<ProviderProbe> Probe()
    {
        int count = Count(out Availability missing);
        for (int index = 0; index < Math.Max(count, 1); index++)
        {
            yield return new ProviderProbe("cuda", Device.Cuda(index).ToString(), missing);
        }
    }

    /// <summary>Checks that provider and device of a request are there.</summary>
    /// <exception cref="InferenceException">They are not; the message says why.</exception>
    public static void Require(OpenRequest request)
    {
        if (request.Provider != "cuda" || request.Device.Kind != DeviceKind.Cuda)
        {
            throw new InferenceException($"tensorrt runs with the provider cuda on cuda:N, not with {request.Provider} on {request.Device}");
        }

        if (request.Device.Index >= Count(out Availability missing))
        {
            throw new InferenceException($"tensorrt cannot run on {request.Device}: {(missing.IsAvailable ? "there is no such device" : missing.ToText())}");
        }
    }

    // CUDA is asked first: the driver's files only explain why it finds nothing.
    private static int Count(out Availability missing)
    {
        try
        {
            int count = TensorRtLibrary.DeviceCount;
            missing = count > 0 ? Availability.Yes : Missing("CUDA finds no GPU");
            return count;
        }
        catch (Exception e) when (e is InferenceException or NotSupportedException)
        {
            missing = Missing(e.Message);
            return 0;
        }
    }

    private static Availability Missing(string reason)
    {
        Availability driver = NvidiaDriver.Find();
        return driver.IsAvailable ? Availability.No(reason, NvidiaDriver.Remedy) : driver;
    }
}
