using InferenceBench.Contracts;
using InferenceBench.Parity;
using InferenceBench.Registry;
using InferenceBench.Tests.Unit.Cli;
using Xunit;

namespace InferenceBench.Tests.Unit.Parity;

/// <summary>What is decided before any engine is asked.</summary>
public sealed class ReferenceEngineTests
{
    private static readonly FrameworkRegistry s_registry = new(new ScriptedFramework("engine"));
    private static readonly FrameworkDescriptor s_engine = s_registry.All[0].Descriptor;

    [Theory]
    [InlineData("/models/net.pt", "there is no reference for net.pt: engine has no plain variant to compare with")]
    [InlineData("/models/net.onnx", "the reference needs onnxruntime, which is not part of this build")]
    [InlineData("/models/net.ONNX", "the reference needs onnxruntime, which is not part of this build")]
    public void Without_an_engine_there_is_a_reason(string file, string reason)
    {
        Assert.Null(ReferenceEngine.Find(s_registry, s_engine, file, out string? why));
        Assert.Equal(reason, why);
    }
}
