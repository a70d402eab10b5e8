using System.Text.Json;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Verbs;

public sealed class ParityExportsTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task OnnxRuntime_computes_what_the_exporters_frameworks_do()
    {
        await CheckAsync(Path.Combine(SourceTree.Root, "tests", "Unit", "Data", "models", "exports"));
    }

    [Fact]
    public async Task OnnxRuntime_passes_on_the_whole_set_of_exports()
    {
        string? fixtures = Environment.GetEnvironmentVariable("INFERENCEBENCH_FIXTURES");
        Assert.SkipUnless(Directory.Exists(fixtures), "INFERENCEBENCH_FIXTURES names no folder with the whole set of exported models");
        await CheckAsync(fixtures!);
    }

    private async Task CheckAsync(string directory)
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "parity", "--suite", directory, "--frameworks", "onnxruntime");

        JsonElement[] cases = [.. document.GetProperty("cases").EnumerateArray()];
        string[] files = [.. cases.Select(static row => row.GetProperty("file").GetString()!)];
        Assert.Equal(files.Distinct(), files);
        Assert.Equal(
            Directory.GetFiles(directory, "*.onnx").Order(StringComparer.Ordinal),
            files.Where(static file => file.EndsWith(".onnx", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(cases, static row =>
        {
            bool isOnnx = row.GetProperty("file").GetString()!.EndsWith(".onnx", StringComparison.Ordinal);
            Assert.True(row.GetProperty("status").GetString() == (isOnnx ? "passed" : "skipped"), row.ToString());
        });
        Assert.Equal(0, exitCode);
    }
}
