using InferenceBench.Tests.Integration.Nodes;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorFlow;

/// <summary>ONNX's own node tests through the lowering and TensorFlow.</summary>
public sealed class NodeTests(ITestOutputHelper output) : IDisposable
{
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    // A test of one node that TensorFlow folds, or that is left to its own kernels, has nothing for XLA to compile.
    [Theory]
    [InlineData("graph", false)]
    [InlineData("xla", true)]
    public async Task TensorFlow_computes_what_ONNX_says_or_names_the_operator(string variant, bool mayLackEffect)
    {
        NodeTestRun.SkipWithoutData();
        TensorFlowGroup.SkipWithoutTensorFlow();

        await NodeTestRun.CheckAsync(_process, output, "tensorflow", variant, mayLackEffect);
    }
}
