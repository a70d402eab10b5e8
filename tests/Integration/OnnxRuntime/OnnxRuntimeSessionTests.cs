using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime;
using Xunit;

namespace InferenceBench.Tests.Integration.OnnxRuntime;

/// <summary>What is special to ONNX Runtime's sessions; what all sessions keep is in <see cref="OnnxRuntimeContract"/>.</summary>
public sealed class OnnxRuntimeSessionTests : IDisposable
{
    private readonly TinyModels _models = new();
    private readonly OnnxRuntimeFramework _framework = new();

    public OnnxRuntimeSessionTests()
    {
        FrameworkProbe probe = _framework.Probe();
        Assert.SkipUnless(probe.Availability.IsAvailable, probe.Availability.Reason ?? "");
    }

    [Fact]
    public void Effective_settings_are_told()
    {
        TensorSpec x = new("x", ElementType.Float32, [2, 2]);
        string path = _models.Write("negative", [TinyModels.Node("Neg", ["x"], ["y"])], [x], [x with { Name = "y" }]);
        var options = new Dictionary<string, string> { ["graph-optimization-level"] = "basic", ["allow-spinning"] = "false" };
        using IInferenceSession session = _framework.Open(new OpenRequest(path, [x], [], Device.Cpu, "cpu", "default", Precision.Fp32, Threads: 1, options));

        Assert.Equal("basic", session.Settings["graphOptimizationLevel"]);
        Assert.Equal("false", session.Settings["allowSpinning"]);
        Assert.Equal("true", session.Settings["memoryPattern"]);
        Assert.Equal("none (cpu)", session.Settings["transfers"]);
        Assert.Equal("CPUExecutionProvider", session.Settings["provider"]);
        Assert.Equal("CPUExecutionProvider 1", session.Settings["nodes"]);
        Assert.StartsWith($"ONNX Runtime {_framework.Probe().Version}, ", session.Settings["library"], StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _models.Dispose();
    }
}
