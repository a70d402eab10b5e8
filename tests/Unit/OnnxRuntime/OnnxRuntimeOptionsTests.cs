using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime;
using Xunit;

namespace InferenceBench.Tests.Unit.OnnxRuntime;

public sealed class OnnxRuntimeOptionsTests
{
    [Fact]
    public void Without_options_the_engines_defaults_hold()
    {
        Assert.Equal(new OnnxRuntimeOptions(), OnnxRuntimeOptions.Parse(new Dictionary<string, string>()));
    }

    [Fact]
    public void Every_option_is_read()
    {
        OnnxRuntimeOptions options = OnnxRuntimeOptions.Parse(new Dictionary<string, string>
        {
            ["graph-optimization-level"] = "Basic",
            ["memory-pattern"] = "false",
            ["allow-spinning"] = "FALSE",
            ["cuda-graph"] = "true",
        });

        Assert.Equal(
            new OnnxRuntimeOptions { GraphOptimization = GraphOptimization.Basic, MemoryPattern = false, AllowSpinning = false, CudaGraph = true },
            options);
    }

    [Theory]
    [InlineData("spinning", "true", "onnxruntime has no option 'spinning'; it has graph-optimization-level, memory-pattern, allow-spinning, cuda-graph")]
    [InlineData("graph-optimization-level", "99", "onnxruntime.graph-optimization-level=99 is not one of disabled, basic, extended, all")]
    [InlineData("graph-optimization-level", "1", "onnxruntime.graph-optimization-level=1 is not one of disabled, basic, extended, all")]
    [InlineData("memory-pattern", "on", "onnxruntime.memory-pattern=on is neither true nor false")]
    public void A_wrong_option_is_refused_with_what_would_be_right(string key, string value, string message)
    {
        InferenceException e = Assert.Throws<InferenceException>(() => OnnxRuntimeDescriptor.Instance.CheckOptions(new Dictionary<string, string> { [key] = value }));

        Assert.Equal(message, e.Message);
    }
}
