using InferenceBench.Contracts;

namespace InferenceBench.Tests.StandIn;

/// <summary>A framework without an engine: an inference is a busy wait. Faults are chosen by <c>--option ID.fault=NAME</c>.</summary>
/// <param name="id">Framework id.</param>
public sealed class StandInFramework(string id) : IInferenceFramework
{
    /// <inheritdoc />
    public FrameworkDescriptor Descriptor { get; } = new(
        id,
        [new ProviderDescriptor("cpu", DeviceKind.Cpu), new ProviderDescriptor("cuda", DeviceKind.Cuda)],
        ["plain", "fast"],
        [".onnx"]);

    /// <inheritdoc />
    public FrameworkProbe Probe()
    {
        return new FrameworkProbe(
            Availability.Yes,
            "1.2.3",
            "built in",
            [
                new ProviderProbe("cpu", "cpu", Availability.Yes),
                new ProviderProbe("cuda", "cuda:0", Availability.No("a stand-in has no CUDA", "use the CPU")),
            ]);
    }

    /// <inheritdoc />
    public IInferenceSession Open(OpenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var fault = new Fault(request.Options.GetValueOrDefault("fault", ""), request.Options.GetValueOrDefault("fault-at", "load"));
        fault.Strike("load");
        return new StandInSession(request, fault);
    }
}
