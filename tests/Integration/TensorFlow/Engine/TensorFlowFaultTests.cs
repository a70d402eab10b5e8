using System.Text.Json;
using InferenceBench.Contracts;
using InferenceBench.Tests.Integration.OnnxRuntime;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorFlow.Engine;

/// <summary>The suite itself with a TensorFlow that cannot be used, or a variant that is none: told in one line, and everything else is done.</summary>
public sealed class TensorFlowFaultTests : IDisposable
{
    private readonly SuiteProcess _process = new();
    private readonly TinyModels _models = new();
    private readonly Dictionary<string, string> _environment;

    public TensorFlowFaultTests()
    {
        TensorFlowGroup.SkipWithoutTensorFlow();
        _environment = _process.CreateEnvironment();
    }

    private string Results => Path.Combine(_process.Folder, "results");

    public void Dispose()
    {
        _models.Dispose();
        _process.Dispose();
    }

    [Fact]
    public async Task A_real_library_that_is_cut_off_is_told_by_doctor_and_leaves_the_other_frameworks()
    {
        string cut = CopyOf("libtensorflow*.so.2", _process.Folder, length: 1 << 20);
        _environment["TENSORFLOW_LIBRARY"] = cut;

        JsonElement[] frameworks = await DoctorAsync();

        JsonElement tensorflow = frameworks.Single(static row => row.GetProperty("id").GetString() == "tensorflow");
        Assert.Equal(
            (false, $"{cut} (TENSORFLOW_LIBRARY) cannot be loaded: it is cut off after {1 << 20} bytes"),
            (tensorflow.GetProperty("available").GetBoolean(), tensorflow.GetProperty("reason").GetString()));
        Assert.Contains("TENSORFLOW_LIBRARY", tensorflow.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Contains(frameworks, static row => row.GetProperty("available").GetBoolean());
    }

    [Fact]
    public async Task A_TENSORFLOW_LIBRARY_without_TensorFlow_skips_its_cases_and_runs_the_others()
    {
        _environment["TENSORFLOW_LIBRARY"] = _process.Folder;

        JsonElement[] cases = await RunAsync(0, "Relu", "--frameworks", "onnxruntime,tensorflow", "--devices", "cpu");

        Assert.All(cases.Where(static row => row.GetProperty("framework").GetString() == "tensorflow"), row =>
        {
            Assert.Equal("skipped", row.GetProperty("status").GetString());
            Assert.StartsWith($"TENSORFLOW_LIBRARY is the folder {_process.Folder}, which holds no libtensorflow.so.2", row.GetProperty("reason").GetString(), StringComparison.Ordinal);
        });
        Assert.Equal("ok", cases.Single(static row => row.GetProperty("framework").GetString() == "onnxruntime").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_graph_of_which_XLA_compiles_nothing_fails_its_case_and_leaves_the_other_variant()
    {
        JsonElement[] cases = await RunAsync(1, "Identity", "--frameworks", "tensorflow", "--variants", "graph,xla");

        Assert.Equal("ok", cases.Single(static row => row.GetProperty("variant").GetString() == "graph").GetProperty("status").GetString());
        JsonElement xla = cases.Single(static row => row.GetProperty("variant").GetString() == "xla");
        Assert.Equal("failed", xla.GetProperty("status").GetString());
        Assert.StartsWith("XLA compiled nothing of this graph, which would run as plain TensorFlow", xla.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_parity_such_a_graph_is_skipped_for_the_same_reason()
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(
            SuiteProcess.Real, "parity", "--frameworks", "tensorflow", "--variants", "graph,xla", "--model-file", Write("Identity"));

        Assert.Equal(0, exitCode);
        Assert.Equal(["passed", "skipped"], document.GetProperty("cases").EnumerateArray().Select(static row => row.GetProperty("status").GetString()));
        Assert.StartsWith("XLA compiled nothing", document.GetProperty("cases")[1].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_operator_is_enough_for_XLA_and_the_users_own_flags_win()
    {
        string model = Write("Relu");
        string[] arguments = ["parity", "--frameworks", "tensorflow", "--variants", "xla", "--model-file", model, "--json"];

        ScriptProcess compiled = await ScriptProcess.RunAsync(SuiteProcess.Real, arguments, _process.Folder, _environment, TimeSpan.FromMinutes(2));
        _environment["TF_XLA_FLAGS"] = "--tf_xla_min_cluster_size=4";
        ScriptProcess left = await ScriptProcess.RunAsync(SuiteProcess.Real, arguments, _process.Folder, _environment, TimeSpan.FromMinutes(2));

        Assert.Equal("passed", Only(compiled).GetProperty("status").GetString());
        Assert.Equal("skipped", Only(left).GetProperty("status").GetString());
        Assert.EndsWith("TF_XLA_FLAGS is --tf_xla_min_cluster_size=4: with --tf_xla_min_cluster_size=1 in it, XLA takes clusters of any size", Only(left).GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneDNN_is_turned_off_before_the_library_is_loaded()
    {
        JsonElement off = Assert.Single(await RunAsync(0, "Relu", "--frameworks", "tensorflow", "--variants", "graph", "--option", "tensorflow.onednn=false"));

        Assert.EndsWith("(TF_ENABLE_ONEDNN_OPTS 0)", off.GetProperty("settings").GetProperty("oneDnn").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("false", off.GetProperty("settings").GetProperty("oneDnn").GetString(), StringComparison.Ordinal);
    }

    private static JsonElement Only(ScriptProcess run)
    {
        return Assert.Single(JsonDocument.Parse(run.Output).RootElement.GetProperty("cases").EnumerateArray());
    }

    private static string CopyOf(string pattern, string folder, int length)
    {
        string named = Environment.GetEnvironmentVariable("TENSORFLOW_LIBRARY") ?? "";
        string? library = new[] { Path.GetDirectoryName(named) ?? "", named, Path.Combine(named, "lib") }
            .Where(Directory.Exists)
            .SelectMany(place => Directory.GetFiles(place, pattern))
            .FirstOrDefault(static file => !file.Contains("framework", StringComparison.Ordinal));
        Assert.SkipUnless(library is not null, "TENSORFLOW_LIBRARY names no file that could be copied");
        string copy = Path.Combine(folder, Path.GetFileName(library!));
        using FileStream source = File.OpenRead(library!);
        byte[] start = new byte[length];
        source.ReadExactly(start);
        File.WriteAllBytes(copy, start);
        return copy;
    }

    private string Write(string operatorType)
    {
        TensorSpec x = new("x", ElementType.Float32, [1, 4]);
        return _models.Write(operatorType, [TinyModels.Node(operatorType, ["x"], ["y"])], [x], [x with { Name = "y" }]);
    }

    private async Task<JsonElement[]> DoctorAsync()
    {
        ScriptProcess run = await ScriptProcess.RunAsync(SuiteProcess.Real, ["doctor", "--json"], _process.Folder, _environment, TimeSpan.FromMinutes(2));
        Assert.Equal(0, run.ExitCode);
        return [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("frameworks").EnumerateArray()];
    }

    private async Task<JsonElement[]> RunAsync(int exitCode, string operatorType, params string[] arguments)
    {
        ScriptProcess run = await ScriptProcess.RunAsync(
            SuiteProcess.Real,
            ["--model-file", Write(operatorType), "--job", "dry", "--power-source", "none", "--results-dir", Results, .. arguments],
            _process.Folder,
            _environment,
            TimeSpan.FromMinutes(4));
        Assert.True(run.ExitCode == exitCode, run.Output + run.Error);
        string report = Directory.GetFiles(Results, "report.json", SearchOption.AllDirectories).Single();
        return [.. JsonDocument.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken)).RootElement.GetProperty("cases").EnumerateArray()];
    }
}
