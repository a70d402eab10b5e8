using System.Text.Json;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorFlow;

/// <summary>TensorFlow among the others: what a run, its tables, <c>list</c> and <c>doctor</c> call it.</summary>
public sealed class TensorFlowRunTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public TensorFlowRunTests()
    {
        TensorFlowGroup.SkipWithoutTensorFlow();
    }

    public void Dispose()
    {
        _process.Dispose();
    }

    [Theory]
    [InlineData("lenet5", "tf", "tfxla")]
    [InlineData("mobilenet_v3_large_keras", "keras", "kerasxla")]
    public async Task A_run_takes_both_variants_and_shows_them_by_their_short_names(string model, string graph, string xla)
    {
        string results = Path.Combine(_process.Folder, "results");
        ScriptProcess run = await _process.RunAsync(
            SuiteProcess.Real, "--models", model, "--frameworks", "onnxruntime,tensorflow", "--job", "dry", "--power-source", "none", "--results-dir", results);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Matches($@"(?m)^ *{graph} \d", run.Output);
        Assert.Matches($@"(?m)^ *{xla} \d", run.Output);
        Assert.Contains($"on {xla} cpu", run.Error, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(await File.ReadAllTextAsync(Directory.GetFiles(results, "report.json", SearchOption.AllDirectories).Single(), TestContext.Current.CancellationToken));
        JsonElement[] cases = [.. report.RootElement.GetProperty("cases").EnumerateArray().Where(static row => row.GetProperty("framework").GetString() == "tensorflow")];
        Assert.Equal(["graph", "xla"], cases.Select(static row => row.GetProperty("variant").GetString()));
        Assert.Equal([graph, xla], cases.Select(static row => row.GetProperty("displayName").GetString()));
        Assert.All(cases, static row => Assert.Equal("passed", row.GetProperty("parity").GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Parity_runs_the_default_variant_alone()
    {
        (_, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "parity", "--frameworks", "tensorflow", "--models", "lenet5");

        JsonElement only = Assert.Single(document.GetProperty("cases").EnumerateArray());
        Assert.Equal(("graph", "passed"), (only.GetProperty("variant").GetString(), only.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task List_keys_cases_by_framework_and_variant()
    {
        (_, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "list", "--frameworks", "tensorflow", "--models", "lenet5");

        Assert.Equal(
            [("tensorflow", "graph"), ("tensorflow", "xla")],
            document.EnumerateArray().Select(static row => (row.GetProperty("framework").GetString()!, row.GetProperty("variant").GetString()!)));
    }

    [Fact]
    public async Task Doctor_says_which_TensorFlow_there_is_and_where_it_comes_from()
    {
        (_, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "doctor");

        JsonElement framework = document.GetProperty("frameworks").EnumerateArray().Single(static row => row.GetProperty("id").GetString() == "tensorflow");
        Assert.True(framework.GetProperty("available").GetBoolean(), framework.ToString());
        Assert.Matches(@"^2\.\d+\.\d+", framework.GetProperty("version").GetString());
        Assert.Contains("libtensorflow", framework.GetProperty("origin").GetString(), StringComparison.Ordinal);
    }
}
