using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Frameworks.TensorFlow.Protos;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorFlow.Engine;

public sealed class SessionConfigTests
{
    [Fact]
    public void On_the_CPU_no_GPU_is_seen_and_threads_are_those_of_the_case()
    {
        ConfigProto config = Read(Device.Cpu, "graph", new TensorFlowOptions { InterOpThreads = 2 });

        Assert.Equal(0, config.DeviceCount["GPU"]);
        Assert.Null(config.GpuOptions);
        Assert.Equal((3, 2, true), (config.IntraOpParallelismThreads, config.InterOpParallelismThreads, config.UsePerSessionThreads));
        Assert.True(config.AllowSoftPlacement);
        Assert.Equal((OptimizerOptions.Types.GlobalJitLevel.Off, false), (config.GraphOptions.OptimizerOptions.GlobalJitLevel, config.GraphOptions.OptimizerOptions.CpuGlobalJit));
        Assert.Equal((RewriterConfig.Types.Toggle.Default, false), (config.GraphOptions.RewriteOptions.Remapping, config.GraphOptions.RewriteOptions.DisableMetaOptimizer));
    }

    [Fact]
    public void On_a_GPU_it_alone_is_seen()
    {
        ConfigProto config = Read(Device.Cuda(1), "graph", new TensorFlowOptions { GpuMemoryGrowth = false });

        Assert.Equal(("1", false), (config.GpuOptions.VisibleDeviceList, config.GpuOptions.AllowGrowth));
        Assert.Empty(config.DeviceCount);
    }

    [Fact]
    public void XLA_is_on_for_every_device_and_gets_the_operators_before_they_are_fused()
    {
        ConfigProto config = Read(Device.Cpu, "xla", new TensorFlowOptions());

        Assert.Equal((OptimizerOptions.Types.GlobalJitLevel.On2, true), (config.GraphOptions.OptimizerOptions.GlobalJitLevel, config.GraphOptions.OptimizerOptions.CpuGlobalJit));
        Assert.Equal(RewriterConfig.Types.Toggle.Off, config.GraphOptions.RewriteOptions.Remapping);
    }

    [Fact]
    public void Without_Grappler_and_soft_placement_both_are_off()
    {
        ConfigProto config = Read(Device.Cpu, "graph", new TensorFlowOptions { Grappler = false, SoftPlacement = false });

        Assert.True(config.GraphOptions.RewriteOptions.DisableMetaOptimizer);
        Assert.False(config.AllowSoftPlacement);
    }

    // Field numbers and wire types of TensorFlow's config.proto, written out: a wrong number would be skipped by TensorFlow without a word.
    [Fact]
    public void The_bytes_are_those_of_TensorFlows_format()
    {
        byte[] bytes = SessionConfig.Create(Request(Device.Cpu, "xla"), new TensorFlowOptions());

        Assert.Equal(
            [
                0x0A, 0x05, 0x0A, 0x03, (byte)'G', (byte)'P', (byte)'U',
                0x10, 0x03,
                0x28, 0x01,
                0x38, 0x01,
                0x48, 0x01,
                0x52, 0x0A, 0x1A, 0x04, 0x28, 0x02, 0x38, 0x01, 0x52, 0x02, 0x70, 0x02,
            ],
            bytes);
    }

    private static ConfigProto Read(Device device, string variant, TensorFlowOptions options)
    {
        return ConfigProto.Parser.ParseFrom(SessionConfig.Create(Request(device, variant), options));
    }

    private static OpenRequest Request(Device device, string variant)
    {
        return new OpenRequest("/net.onnx", [], [], device, device.Kind == DeviceKind.Cpu ? "cpu" : "cuda", variant, Precision.Fp32, Threads: 3, new Dictionary<string, string>());
    }
}
