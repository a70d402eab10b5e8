using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>Tests that share the process's one libtorch run one after the other: its threads and switches are the process's.</summary>
[CollectionDefinition(Name)]
public sealed class LibtorchGroup
{
    /// <summary>Its name.</summary>
    public const string Name = "the libtorch in this process";

    /// <summary>Skips the test with the reason of the probe.</summary>
    public static void SkipWithoutLibtorch(LibtorchFramework framework)
    {
        FrameworkProbe probe = framework.Probe();
        Assert.SkipUnless(probe.Availability.IsAvailable, probe.Availability.Reason ?? "");
    }

    /// <summary>A request for one thread of the CPU.</summary>
    public static OpenRequest Request(string path, IReadOnlyList<TensorSpec> inputs, IReadOnlyDictionary<string, string>? options = null)
    {
        return new OpenRequest(
            path, inputs, [], Device.Cpu, "cpu", LibtorchDescriptor.Optimised, Precision.Fp32, Threads: 1, options ?? new Dictionary<string, string>());
    }
}
