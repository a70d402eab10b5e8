using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Verbs;

/// <summary><c>models export --format</c> in the form of a framework; the stand-ins write a line of inputs and a line for each node.</summary>
public sealed class ModelsExportFormatTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    private string Output => Path.Combine(_process.Folder, "out.txt");

    [Theory]
    [InlineData("1", "lenet5")]
    [InlineData("4", "lenet5", "--batch", "4")]
    [InlineData("3", "lenet5", "--input-shape", "3,1,32,32")]
    [InlineData("1", "lenet5", "--seed", "7")]
    [InlineData("2", "FILE", "--batch", "2")]
    public async Task A_model_or_file_is_written_for_concrete_shapes(string batch, string target, params string[] arguments)
    {
        string file = Path.Combine(_process.Folder, "net.onnx");
        OnnxWriter.Save(ModelCatalogue.Find("lenet5")!.Build(1), file);

        ScriptProcess run = await ExportAsync([target == "FILE" ? file : target, .. arguments]);

        Assert.True(run.ExitCode == 0, run.Error);
        string[] lines = await File.ReadAllLinesAsync(Output, TestContext.Current.CancellationToken);
        Assert.Equal($"input float32[{batch},1,32,32]", lines[0]);
        Assert.Equal(ModelCatalogue.Find("lenet5")!.Build(1).Graph.Node.Select(static node => node.OpType), lines[1..]);
    }

    [Fact]
    public async Task An_operator_that_is_not_known_ends_with_1_and_leaves_the_old_file()
    {
        await File.WriteAllTextAsync(Output, "old", TestContext.Current.CancellationToken);

        ScriptProcess run = await ExportAsync("mobilenet_v3_large_keras");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: mobilenet_v3_large_keras cannot be exported as nodes: operator Softmax at node '", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(Output, TestContext.Current.CancellationToken));
        Assert.Equal(["out.txt"], Directory.GetFiles(_process.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("gave", "lenet5", "--input-shape", "gave:1,1,32,32")]
    [InlineData("no such model", "lenet6")]
    [InlineData("not a batch size", "lenet5", "--batch", "0")]
    public async Task What_does_not_fit_ends_with_2(string message, params string[] arguments)
    {
        ScriptProcess run = await ExportAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
    }

    private Task<ScriptProcess> ExportAsync(params string[] arguments)
    {
        return _process.RunAsync(SuiteProcess.StandIn, ["models", "export", "--format", "nodes", "--out", Output, .. arguments]);
    }
}
