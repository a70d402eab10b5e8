using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt;
using InferenceBench.Frameworks.TensorRt.Engines;
using InferenceBench.Frameworks.TensorRt.Native;
using InferenceBench.Frameworks.TensorRt.Sessions;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorRt;

public sealed class SessionSettingsTests
{
    private static readonly GpuFacts s_discrete = new("A2", "8.6", false);
    private static readonly GpuFacts s_integrated = new("Orin", "8.7", true);

    [Fact]
    public void Transfers_are_in_the_timed_region_unless_memory_is_on_the_device_or_shared()
    {
        Assert.Equal("in the timed region", SessionSettings.Transfers(MemoryMode.Pageable, s_discrete));
        Assert.Equal("in the timed region", SessionSettings.Transfers(MemoryMode.Pinned, s_integrated));
        Assert.Equal("in the timed region: the driver moves managed memory", SessionSettings.Transfers(MemoryMode.Managed, s_discrete));
        Assert.Equal("none: host and device share memory", SessionSettings.Transfers(MemoryMode.Managed, s_integrated));
        Assert.StartsWith("outside the timed region", SessionSettings.Transfers(MemoryMode.Device, s_discrete), StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_was_captured_refused_or_not_asked_for()
    {
        Assert.Equal("false", SessionSettings.Graph(new TensorRtOptions(), ""));
        Assert.Equal("captured", SessionSettings.Graph(new TensorRtOptions { CudaGraph = true }, ""));
        Assert.Equal("refused, runs without: why", SessionSettings.Graph(new TensorRtOptions { CudaGraph = true }, "why"));
    }

    [Fact]
    public void Every_option_of_the_builder_has_trtexecs_flag()
    {
        var request = new OpenRequest("/n.onnx", [], [], Device.Cuda(1), "cuda", "default", Precision.Fp16, 1, new Dictionary<string, string>());
        var options = new TensorRtOptions
        {
            Tf32 = true,
            OptimisationLevel = 4,
            WorkspaceBytes = 1 << 20,
            VersionCompatible = true,
            Hardware = HardwareCompatibility.AmperePlus,
            AuxStreams = 2,
            TimingCache = "/t",
            ExportProfile = "/p",
        };
        InputShapeRange[] ranges = [new("a", [1, 2], [2, 2], [3, 2]), new("b", [1], [1], [1])];

        Assert.Equal(
            "--onnx=/n.onnx --fp16 --builderOptimizationLevel=4 --memPoolSize=workspace:1048576B --timingCacheFile=/t --versionCompatible --hardwareCompatibilityLevel=ampere+ --maxAuxStreams=2 "
            + "--profilingVerbosity=detailed --minShapes=a:1x2,b:1 --optShapes=a:2x2,b:1 --maxShapes=a:3x2,b:1",
            string.Join(' ', TrtexecFlags.BuildFlags(request, options, ranges)));
        Assert.Equal("--onnx=/n.onnx --noTF32 --stronglyTyped", string.Join(' ', TrtexecFlags.BuildFlags(request, new TensorRtOptions { StronglyTyped = true }, [])));
    }
}
