using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class TorchSharpBuildTests
{
    private readonly TorchSharpFramework _framework = new();

    [Fact]
    public void The_build_says_which_versions_belong_together()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+", TorchSharpBuild.Version);
        Assert.Matches(@"^\d+\.\d+", TorchSharpBuild.LibtorchVersion);
    }

    [Fact]
    public void A_build_without_the_package_says_so_with_the_reason_and_what_to_do()
    {
        Assert.SkipWhen(TorchSharpBuild.Origin.Length > 0, "this build has TorchSharp");
        FrameworkProbe probe = _framework.Probe();

        Assert.Equal($"not built: {TorchSharpBuild.Missing}", probe.Availability.Reason);
        Assert.Matches("TorchSharp", TorchSharpBuild.Missing);
        Assert.NotEmpty(probe.Availability.Remedy!);
    }

    [Fact]
    public void A_build_without_the_package_opens_nothing_and_repeats_the_reason()
    {
        Assert.SkipWhen(TorchSharpBuild.Origin.Length > 0, "this build has TorchSharp");
        var request = new OpenRequest("/m.onnx", [], [], Device.Cpu, "cpu", "eager", Precision.Fp32, 1, new Dictionary<string, string>());

        InferenceException e = Assert.Throws<InferenceException>(() => _framework.Open(request));
        Assert.Contains(TorchSharpBuild.Missing, e.Message, StringComparison.Ordinal);
    }
}
