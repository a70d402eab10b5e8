using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorFlow;

public sealed class TensorFlowNetBuildTests
{
    private readonly TensorFlowNetFramework _framework = new();

    [Fact]
    public void It_has_the_variants_of_the_C_API_and_tables_tell_the_two_apart()
    {
        FrameworkDescriptor descriptor = _framework.Descriptor;

        Assert.Equal("tensorflow.net", descriptor.Id);
        Assert.Equal(new TensorFlowFramework().Descriptor.Variants, descriptor.Variants);
        Assert.Equal(["tf (tensorflow.net)", "tfxla (tensorflow.net)"], descriptor.Variants.Select(variant => descriptor.DisplayName(variant, "resnet50")));
        Assert.Null(descriptor.DisplayName("overhead", "resnet50"));
    }

    [Fact]
    public void The_build_says_which_version_it_asked_for()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+", TensorFlowNetBuild.Version);
    }

    [Fact]
    public void A_build_without_the_package_says_so_with_the_reason_and_what_to_do()
    {
        Assert.SkipWhen(TensorFlowNetBuild.Origin.Length > 0, "this build has TensorFlow.NET");
        FrameworkProbe probe = _framework.Probe();

        Assert.Equal($"not built: {TensorFlowNetBuild.Missing}", probe.Availability.Reason);
        Assert.Matches("TensorFlow.NET", TensorFlowNetBuild.Missing);
        Assert.NotEmpty(probe.Availability.Remedy!);
    }

    [Fact]
    public void A_build_without_the_package_opens_nothing_and_repeats_the_reason()
    {
        Assert.SkipWhen(TensorFlowNetBuild.Origin.Length > 0, "this build has TensorFlow.NET");
        var request = new OpenRequest("/m.onnx", [], [], Device.Cpu, "cpu", "graph", Precision.Fp32, 1, new Dictionary<string, string>());

        InferenceException e = Assert.Throws<InferenceException>(() => _framework.Open(request));
        Assert.Contains(TensorFlowNetBuild.Missing, e.Message, StringComparison.Ordinal);
    }
}
