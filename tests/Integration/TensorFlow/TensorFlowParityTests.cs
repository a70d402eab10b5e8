using System.Text.Json;
using InferenceBench.Models.Catalogue;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorFlow;

/// <summary>Whole models: TensorFlow, its own executor and XLA, against ONNX Runtime and against what exporters' own frameworks computed.</summary>
public sealed class TensorFlowParityTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public TensorFlowParityTests()
    {
        TensorFlowGroup.SkipWithoutTensorFlow();
    }

    public void Dispose()
    {
        _process.Dispose();
    }

    [Theory]
    [InlineData("graph")]
    [InlineData("xla")]
    public async Task Every_model_of_the_catalogue_agrees_with_the_reference(string variant)
    {
        (int exitCode, JsonElement document) = await RunAsync(variant);

        JsonElement[] cases = [.. document.GetProperty("cases").EnumerateArray()];
        Assert.Equal(ModelCatalogue.Entries.Count, cases.Length);
        Assert.All(cases, static row => Assert.True(row.GetProperty("passed").GetBoolean(), row.ToString()));
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task The_exports_in_the_repository_agree_with_their_frameworks()
    {
        await CheckExportsAsync(Path.Combine(SourceTree.Root, "tests", "Unit", "Data", "models", "exports"));
    }

    [Fact]
    public async Task The_whole_set_of_exports_agrees_with_its_frameworks()
    {
        string? fixtures = Environment.GetEnvironmentVariable("INFERENCEBENCH_FIXTURES");
        Assert.SkipUnless(Directory.Exists(fixtures), "INFERENCEBENCH_FIXTURES names no folder with the whole set of exported models");
        await CheckExportsAsync(fixtures!);
    }

    // A quantized file would be computed in floats, and TorchScript is another framework's: skipped, and the reason says which.
    private async Task CheckExportsAsync(string directory)
    {
        (int exitCode, JsonElement document) = await RunAsync("graph,xla", "--suite", directory);

        Assert.All(document.GetProperty("cases").EnumerateArray(), static row =>
        {
            string file = Path.GetFileName(row.GetProperty("file").GetString()!);
            string? expected = file.EndsWith(".pt", StringComparison.Ordinal) ? "does not read" : file.Contains("int8", StringComparison.Ordinal) ? "is not lowered" : null;
            Assert.True(row.GetProperty("status").GetString() == (expected is null ? "passed" : "skipped"), row.ToString());
            Assert.Contains(expected ?? "", row.GetProperty("reason").GetString() ?? "", StringComparison.Ordinal);
        });
        Assert.Equal(0, exitCode);
    }

    private async Task<(int ExitCode, JsonElement Document)> RunAsync(string variants, params string[] arguments)
    {
        return await _process.RunJsonAsync(SuiteProcess.Real, ["parity", "--frameworks", "tensorflow", "--variants", variants, .. arguments]);
    }
}
