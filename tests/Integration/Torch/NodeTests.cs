using InferenceBench.Frameworks.Torch;
using InferenceBench.Tests.Integration.Nodes;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>ONNX's own node tests through the lowering and libtorch.</summary>
public sealed class NodeTests(ITestOutputHelper output) : IDisposable
{
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    [Theory]
    [InlineData("optimised")]
    [InlineData("eager")]
    public async Task Libtorch_computes_what_ONNX_says_or_names_the_operator(string variant)
    {
        NodeTestRun.SkipWithoutData();
        LibtorchGroup.SkipWithoutLibtorch(new LibtorchFramework());

        await NodeTestRun.CheckAsync(_process, output, "libtorch", variant);
    }
}
