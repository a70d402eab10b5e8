using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorFlow;

/// <summary>Tests that share the process's one TensorFlow run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class TensorFlowGroup
{
    /// <summary>Its name.</summary>
    public const string Name = "the TensorFlow in this process";

    /// <summary>Skips the test with the reason of the probe: TENSORFLOW_LIBRARY names none, and no other place has one.</summary>
    public static void SkipWithoutTensorFlow()
    {
        FrameworkProbe probe = new TensorFlowFramework().Probe();
        Assert.SkipUnless(probe.Availability.IsAvailable, probe.Availability.Reason ?? "");
    }
}
