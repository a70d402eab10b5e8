using InferenceBench.Cases;
using InferenceBench.Contracts;
using InferenceBench.Tests.Unit.Cli;
using Xunit;

namespace InferenceBench.Tests.Unit.Cases;

public sealed class ComputePrecisionTests
{
    private static readonly FrameworkDescriptor s_plain = new ScriptedFramework("plain").Descriptor;
    private static readonly FrameworkDescriptor s_converting = s_plain with { Id = "converting", ComputePrecisions = [Precision.Fp16, Precision.Bf16] };

    [Theory]
    [InlineData(Precision.Fp32, Precision.Fp32, true, true)]
    [InlineData(Precision.Int8, Precision.Int8, true, true)]
    [InlineData(Precision.Fp32, Precision.Fp16, false, true)]
    [InlineData(Precision.Fp32, Precision.Bf16, false, true)]
    [InlineData(Precision.Fp32, Precision.Int8, false, false)]
    [InlineData(Precision.Fp16, Precision.Bf16, false, false)]
    [InlineData(Precision.Int8, Precision.Fp16, false, false)]
    public void Every_framework_runs_the_files_own_and_a_converting_one_what_it_converts_fp32_to(Precision own, Precision wanted, bool plain, bool converting)
    {
        Assert.Equal(plain, ComputePrecision.WhyNot(s_plain, "net", own, wanted) is null);
        Assert.Equal(converting, ComputePrecision.WhyNot(s_converting, "net", own, wanted) is null);
    }

    [Fact]
    public void The_reason_names_framework_model_and_both_precisions()
    {
        Assert.Equal(
            "plain runs net in the file's own fp32; for bf16 give a converted file with --model-file",
            ComputePrecision.WhyNot(s_plain, "net", Precision.Fp32, Precision.Bf16));
    }
}
