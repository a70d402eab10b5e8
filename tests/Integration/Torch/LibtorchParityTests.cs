using System.Text.Json;
using InferenceBench.Frameworks.Torch;
using InferenceBench.Models.Catalogue;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>Whole models: libtorch, eager and optimised, against ONNX Runtime and against what exporters' own frameworks computed.</summary>
public sealed class LibtorchParityTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public LibtorchParityTests()
    {
        LibtorchGroup.SkipWithoutLibtorch(new LibtorchFramework());
    }

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task Every_model_of_the_catalogue_agrees_with_the_reference()
    {
        (int exitCode, JsonElement document) = await RunAsync();

        JsonElement[] cases = [.. document.GetProperty("cases").EnumerateArray()];
        Assert.Equal(2 * ModelCatalogue.Entries.Count, cases.Length);
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

    private async Task CheckExportsAsync(string directory)
    {
        (int exitCode, JsonElement document) = await RunAsync("--suite", directory);

        Assert.All(document.GetProperty("cases").EnumerateArray(), static row =>
        {
            bool isFile = File.Exists(row.GetProperty("file").GetString());
            Assert.True(row.GetProperty("status").GetString() == (isFile ? "passed" : "skipped"), row.ToString());
        });
        Assert.Equal(0, exitCode);
    }

    private async Task<(int ExitCode, JsonElement Document)> RunAsync(params string[] arguments)
    {
        return await _process.RunJsonAsync(SuiteProcess.Real, ["parity", "--frameworks", "libtorch", "--variants", "optimised,eager", .. arguments]);
    }
}
