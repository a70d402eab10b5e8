using InferenceBench.Reporting.Machine;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Machine;

public sealed class MachineNameTests
{
    [Theory]
    [InlineData("NVIDIA A2", "nvidia-a2")]
    [InlineData("NVIDIA GeForce GTX TITAN X", "nvidia-geforce-gtx-titan-x")]
    [InlineData("Tesla V100-PCIE-32GB", "tesla-v100-pcie-32gb")]
    [InlineData("NVIDIA H100 80GB HBM3", "nvidia-h100-80gb-hbm3")]
    [InlineData("NVIDIA Jetson Orin Nano Engineering Reference Developer Kit Super", "nvidia-jetson-orin-nano-engineering")]
    [InlineData("Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz", "intel-xeon-e5-2680-v4")]
    [InlineData("AMD Ryzen 9 5950X 16-Core Processor", "amd-ryzen-9-5950x")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("模型", "unknown")]
    [InlineData("", "unknown")]
    [InlineData(null, "unknown")]
    public void A_model_becomes_a_folder_name(string? model, string expected)
    {
        Assert.Equal(expected, MachineName.From(model));
    }

    [Fact]
    public void A_long_word_is_cut_at_forty_characters()
    {
        Assert.Equal(new string('a', 40), MachineName.From(new string('a', 100)));
    }
}
