using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorRt;

public sealed class TensorRtOptionsTests
{
    [Fact]
    public void Without_options_fp32_means_fp32_and_the_builder_decides_for_itself()
    {
        TensorRtOptions options = TensorRtOptions.Parse(new Dictionary<string, string>());

        Assert.Equal((false, null, null, null), (options.Tf32, options.OptimisationLevel, options.WorkspaceBytes, options.AuxStreams));
        Assert.Equal((MemoryMode.Pinned, false, true, HardwareCompatibility.None), (options.Memory, options.CudaGraph, options.SpinWait, options.Hardware));
        Assert.Equal((true, null, null, null, null, null), (
            options.KeepsEngines, options.EngineCache, options.TimingCache, options.Calibration, options.CalibrationCache, options.ExportProfile));
        Assert.Equal((false, false, 100), (options.VersionCompatible, options.StronglyTyped, options.ProfileRuns));
        Assert.Empty(options.MinShapes);
    }

    [Fact]
    public void Every_option_is_read_and_paths_are_made_absolute()
    {
        TensorRtOptions options = TensorRtOptions.Parse(new Dictionary<string, string>
        {
            ["builder-optimization-level"] = "5",
            ["workspace"] = "1GiB",
            ["tf32"] = "true",
            ["timing-cache"] = "t",
            ["version-compatible"] = "true",
            ["hardware-compatibility"] = "same-compute-capability",
            ["strongly-typed"] = "true",
            ["min-shapes"] = "a:1x3,b:1",
            ["opt-shapes"] = "a:2x3",
            ["max-shapes"] = "a:4x3",
            ["calibration"] = typeof(TensorRtOptionsTests).Assembly.Location,
            ["calibration-cache"] = "c",
            ["memory"] = "managed",
            ["cuda-graph"] = "true",
            ["spin-wait"] = "false",
            ["aux-streams"] = "0",
            ["engine-cache"] = "e",
            ["profile"] = "7",
            ["export-profile"] = "p",
        });

        Assert.Equal((5, 1L << 30, true, 0), (options.OptimisationLevel, options.WorkspaceBytes, options.Tf32, options.AuxStreams));
        Assert.Equal((true, HardwareCompatibility.SameComputeCapability, true), (options.VersionCompatible, options.Hardware, options.StronglyTyped));
        Assert.Equal((MemoryMode.Managed, true, false, 7), (options.Memory, options.CudaGraph, options.SpinWait, options.ProfileRuns));
        Assert.Equal(["t", "c", "e", "p"], new[] { options.TimingCache, options.CalibrationCache, options.EngineCache, options.ExportProfile }.Select(static path => Path.GetRelativePath(".", path!)));
        Assert.Equal(["1x3", "1", "2x3", "4x3"], new[] { options.MinShapes["a"], options.MinShapes["b"], options.OptShapes["a"], options.MaxShapes["a"] }.Select(ShapeTexts.ToText));
    }

    [Theory]
    [InlineData("engine-cache", "OFF")]
    [InlineData("engine-cache", "off")]
    public void The_cache_can_be_off(string key, string value)
    {
        TensorRtOptions options = TensorRtOptions.Parse(new Dictionary<string, string> { [key] = value });

        Assert.Equal((false, null), (options.KeepsEngines, options.EngineCache));
    }

    [Theory]
    [InlineData("builder-optimization-level", "6", "tensorrt.builder-optimization-level=6 is no whole number from 0 to 5")]
    [InlineData("workspace", "much", "tensorrt.workspace=much is no size: write MiB, or a unit as in 2GiB")]
    [InlineData("hardware-compatibility", "hopper", "tensorrt.hardware-compatibility=hopper is not one of none, ampere-plus, same-compute-capability")]
    [InlineData("opt-shapes", "1x3", "tensorrt.opt-shapes=1x3: write NAME:1x3x224x224, of several inputs with commas between them, each name once")]
    [InlineData("aux-streams", "-1", "tensorrt.aux-streams=-1 is no whole number from 0 to 64")]
    [InlineData("timing-cache", "", "tensorrt.timing-cache= says nothing; leave the option out")]
    [InlineData("calibration", "/no/such", "tensorrt.calibration=/no/such: no such file")]
    [InlineData("cuda-graph", "yes", "tensorrt.cuda-graph=yes is neither true nor false")]
    public void What_is_wrong_is_refused_with_what_would_be_right(string key, string value, string message)
    {
        InferenceException e = Assert.Throws<InferenceException>(() => TensorRtOptions.Parse(new Dictionary<string, string> { [key] = value }));

        Assert.Equal(message, e.Message);
    }

    [Theory]
    [InlineData("512", 512L << 20)]
    [InlineData("512M", 512L << 20)]
    [InlineData("512 MiB", 512L << 20)]
    [InlineData("2G", 2L << 30)]
    [InlineData("2gib", 2L << 30)]
    [InlineData("1024K", 1L << 20)]
    [InlineData("4096B", 4096L)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("1.5G", null)]
    [InlineData("G", null)]
    [InlineData("", null)]
    [InlineData("9999999999999G", null)]
    public void Sizes_are_MiB_or_have_a_unit(string text, long? bytes)
    {
        Assert.Equal(bytes, ByteSize.Parse(text));
    }
}
