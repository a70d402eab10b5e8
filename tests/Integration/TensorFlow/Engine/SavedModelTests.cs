using System.Text.Json;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorFlow.Engine;

/// <summary>The user's own SavedModel, run by the suite itself: a small Keras net, whole and damaged.</summary>
public sealed class SavedModelTests : IDisposable
{
    private const string Name = "keras_small_savedmodel";

    private readonly SuiteProcess _process = new();
    private readonly string _model;

    public SavedModelTests()
    {
        TensorFlowGroup.SkipWithoutTensorFlow();
        string source = Path.Combine(Environment.GetEnvironmentVariable("INFERENCEBENCH_FIXTURES") ?? "", Name);
        Assert.SkipUnless(Directory.Exists(source), $"INFERENCEBENCH_FIXTURES names no folder with {Name}");
        _model = Path.Combine(_process.Folder, "net");
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(_model, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private string Results => Path.Combine(_process.Folder, "results");

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task A_run_takes_the_shape_of_the_signature_and_compares_with_the_plain_variant()
    {
        JsonElement[] cases = await RunAsync(0, "--batch-sizes", "1,3", "--variants", "graph,xla");

        Assert.Equal(["graph", "graph", "xla", "xla"], cases.Select(static row => row.GetProperty("variant").GetString()).Order());
        Assert.All(cases, static row => Assert.Equal("passed", row.GetProperty("parity").GetProperty("status").GetString()));
        Assert.All(cases, static row => Assert.Equal("serving_default", row.GetProperty("settings").GetProperty("signature").GetString()));
        Assert.All(
            cases.Where(static row => row.GetProperty("variant").GetString() == "xla"),
            static row => Assert.Matches(@"^\d+ clusters?; outside: ", row.GetProperty("settings").GetProperty("xla").GetString()));
    }

    [Fact]
    public async Task A_signature_that_is_not_there_is_told_with_those_that_are()
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "parity", "--frameworks", "tensorflow", "--model-file", _model, "--signature", "embed");

        Assert.Equal(2, exitCode);
        Assert.Equal(
            "it has no signature 'embed'; it has serving_default (--signature NAME)",
            Assert.Single(document.GetProperty("cases").EnumerateArray()).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_shape_that_the_signature_does_not_take_stops_the_run_before_it_starts()
    {
        string line = await _process.RefuseAsync("--model-file", _model, "--frameworks", "tensorflow", "--input-shape", "1,64,64,3");

        Assert.Contains("in the shape ?,48,48,3, not 1,64,64,3", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_model_stops_the_run_before_it_starts()
    {
        File.Delete(Path.Combine(_model, "saved_model.pb"));

        string line = await _process.RefuseAsync("--model-file", _model, "--frameworks", "tensorflow");

        Assert.Contains($"--model-file {_model}: it holds no saved_model.pb", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_model_stops_the_run_before_it_starts()
    {
        string file = Path.Combine(_model, "saved_model.pb");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..5000]);

        string line = await _process.RefuseAsync("--model-file", _model, "--frameworks", "tensorflow");

        Assert.Contains("its saved_model.pb is damaged (", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("variables.index", "run", "TF_SessionRun failed (TF_FAILED_PRECONDITION)")]
    [InlineData("variables.data-00000-of-00001", "open", "TF_LoadSessionFromSavedModel failed (")]
    public async Task Missing_weights_fail_the_case_in_one_line(string file, string step, string words)
    {
        File.Delete(Path.Combine(_model, "variables", file));

        JsonElement only = Assert.Single(await RunAsync(1, "--variants", "graph"));

        string reason = only.GetProperty("reason").GetString()!;
        Assert.StartsWith($"tensorflow cannot {step} {_model}", reason, StringComparison.Ordinal);
        Assert.Contains(words, reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public async Task Weights_that_are_cut_off_fail_the_case_and_the_host_goes_on()
    {
        string file = Path.Combine(_model, "variables", "variables.data-00000-of-00001");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..1000]);

        JsonElement only = Assert.Single(await RunAsync(1, "--variants", "graph"));

        Assert.Equal("failed", only.GetProperty("status").GetString());
        Assert.DoesNotContain('\n', only.GetProperty("reason").GetString()!);
    }

    private async Task<JsonElement[]> RunAsync(int exitCode, params string[] arguments)
    {
        ScriptProcess run = await _process.RunAsync(
            SuiteProcess.Real, ["--model-file", _model, "--frameworks", "tensorflow", "--job", "dry", "--power-source", "none", "--results-dir", Results, .. arguments]);
        Assert.True(run.ExitCode == exitCode, run.Output + run.Error);
        string report = Directory.GetFiles(Results, "report.json", SearchOption.AllDirectories).Single();
        return [.. JsonDocument.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken)).RootElement.GetProperty("cases").EnumerateArray()];
    }
}
