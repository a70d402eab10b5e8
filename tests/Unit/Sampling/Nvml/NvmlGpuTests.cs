using InferenceBench.Sampling.Nvml;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Nvml;

public sealed class NvmlGpuTests
{
    [Theory]
    [InlineData("NVIDIA A100-SXM4-80GB", 0u)]
    [InlineData("NVIDIA A100 80GB PCIe", 0u)]
    [InlineData("A100-PCIE-40GB", 0u)]
    [InlineData("NVIDIA A100X", 0u)]
    [InlineData("NVIDIA A30", 0u)]
    [InlineData("NVIDIA A800-SXM4-80GB", 0u)]
    [InlineData("NVIDIA CMP 170HX", 0u)]
    [InlineData("NVIDIA Graphics Device", 0x20b0u)]
    [InlineData("NVIDIA Graphics Device", 0x20f1u)]
    [InlineData("NVIDIA Graphics Device", 0x20ffu)]
    public void A_GA100_is_known_by_name_or_number(string name, uint deviceId)
    {
        Assert.True(NvmlGpu.LooksLikeGa100(name, deviceId));
    }

    [Theory]
    [InlineData("NVIDIA A2", 0x25b6u)]
    [InlineData("NVIDIA A10", 0x2236u)]
    [InlineData("NVIDIA RTX A3000 Laptop GPU", 0x24b8u)]
    [InlineData("NVIDIA RTX A1000", 0x25b0u)]
    [InlineData("NVIDIA GeForce RTX 3090", 0x2204u)]
    [InlineData("NVIDIA Graphics Device", 0x20afu)]
    [InlineData("NVIDIA Graphics Device", 0x2100u)]
    [InlineData("NVIDIA Graphics Device", 0u)]
    public void Other_Amperes_are_none(string name, uint deviceId)
    {
        Assert.False(NvmlGpu.LooksLikeGa100(name, deviceId));
    }
}
