using InferenceBench.Frameworks.TensorFlow.Engine;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorFlow.Engine;

public sealed class TensorFlowEnvironmentTests
{
    [Fact]
    public void A_child_is_quiet_lets_XLA_compile_the_smallest_graphs_and_computes_fp32_as_fp32()
    {
        Assert.Equal(
            new Dictionary<string, string> { ["TF_CPP_MIN_LOG_LEVEL"] = "2", ["TF_XLA_FLAGS"] = "--tf_xla_min_cluster_size=1", ["NVIDIA_TF32_OVERRIDE"] = "0" },
            TensorFlowEnvironment.For(new TensorFlowOptions()));
    }

    [Theory]
    [InlineData(true, "1")]
    [InlineData(false, "0")]
    public void OneDNN_is_turned_on_and_off_by_its_variable(bool isUsed, string value)
    {
        Assert.Equal(value, TensorFlowEnvironment.For(new TensorFlowOptions { OneDnn = isUsed })["TF_ENABLE_ONEDNN_OPTS"]);
    }

    [Fact]
    public void TF32_leaves_CUDAs_libraries_as_they_are()
    {
        Assert.DoesNotContain("NVIDIA_TF32_OVERRIDE", TensorFlowEnvironment.For(new TensorFlowOptions { Tf32 = true }));
    }
}
