using System.Text.Json;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.OnnxRuntime;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>Runs of the suite itself: what fails with libtorch is told in one line, and everything else is done.</summary>
public sealed class LibtorchRunTests : IDisposable
{
    private readonly SuiteProcess _process = new();
    private readonly TinyModels _models = new();
    private readonly Dictionary<string, string> _environment;

    public LibtorchRunTests()
    {
        _environment = _process.CreateEnvironment();
    }

    private string Results => Path.Combine(_process.Folder, "results");

    [Fact]
    public async Task A_LIBTORCH_without_libtorch_is_told_by_doctor_and_leaves_the_other_frameworks()
    {
        LibtorchGroup.SkipWithoutLibtorch(new LibtorchFramework());
        _environment["LIBTORCH"] = _process.Folder;

        ScriptProcess run = await RunAsync("doctor", "--json");

        Assert.Equal(0, run.ExitCode);
        JsonElement[] frameworks = [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("frameworks").EnumerateArray()];
        JsonElement libtorch = frameworks.Single(static row => row.GetProperty("id").GetString() == "libtorch");
        Assert.False(libtorch.GetProperty("available").GetBoolean());
        Assert.Equal($"LIBTORCH is the folder {_process.Folder}, which holds no libtorch_cpu.so", libtorch.GetProperty("reason").GetString());
        Assert.Contains("LIBTORCH", libtorch.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Contains(frameworks, static row => row.GetProperty("available").GetBoolean());
    }

    [Fact]
    public async Task A_LIBTORCH_without_libtorch_skips_its_cases_and_runs_the_others()
    {
        LibtorchGroup.SkipWithoutLibtorch(new LibtorchFramework());
        _environment["LIBTORCH"] = _process.Folder;

        CaseReport[] cases = await RunCasesAsync(0, "--model-file", WriteRelu("relu"), "--frameworks", "onnxruntime,libtorch", "--devices", "cpu");

        CaseReport libtorch = cases.Single(static found => found.Framework == "libtorch");
        Assert.Equal("skipped", libtorch.Status);
        Assert.StartsWith($"LIBTORCH is the folder {_process.Folder}, which holds no libtorch_cpu.so", libtorch.Reason, StringComparison.Ordinal);
        Assert.Equal("ok", cases.Single(static found => found.Framework == "onnxruntime").Status);
    }

    [Fact]
    public async Task Out_of_memory_fails_its_case_alone()
    {
        LibtorchGroup.SkipWithoutLibtorch(new LibtorchFramework());
        // 2^48 bytes between the two nodes, more than a process can address.
        TensorSpec column = new("a", ElementType.Float32, [1 << 23, 1]);
        TensorSpec row = new("b", ElementType.Float32, [1, 1 << 23]);
        string huge = _models.Write(
            "huge", [TinyModels.Node("Add", ["a", "b"], ["m"]), TinyModels.Node("ReduceMax", ["m"], ["y"])], [column, row], [new TensorSpec("y", ElementType.Float32, [1, 1])]);

        CaseReport[] cases = await RunCasesAsync(1, "--model-file", huge, "--model-file", WriteRelu("relu"), "--frameworks", "libtorch", "--devices", "cpu");

        CaseReport failed = cases.Single(static found => found.Model == "huge");
        Assert.Equal("failed", failed.Status);
        Assert.Contains("out of memory: ", failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failed.Reason!);
        Assert.Equal("ok", cases.Single(static found => found.Model == "relu").Status);
    }

    [Fact]
    public async Task Every_case_has_its_effective_settings_with_the_jobs_environment()
    {
        LibtorchGroup.SkipWithoutLibtorch(new LibtorchFramework());
        _environment.Remove("OMP_WAIT_POLICY");
        _environment.Remove("OMP_NUM_THREADS");

        CaseReport[] cases = await RunCasesAsync(0, "--model-file", WriteRelu("relu"), "--frameworks", "libtorch", "--devices", "cpu", "--threads", "1");

        IReadOnlyDictionary<string, string> settings = cases.Single().Settings!;
        Assert.Equal("passed", cases.Single().Parity!.Status);
        Assert.Equal("1", settings["threads"]);
        Assert.Equal("1", settings["ompNumThreads"]);
        Assert.Equal("passive", settings["ompWaitPolicy"]);
        Assert.Equal(0, cases.Single().ManagedBytesPerInference);
    }

    [Fact]
    public async Task The_overhead_benchmark_compares_libtorch_with_its_bare_loop()
    {
        LibtorchGroup.SkipWithoutLibtorch(new LibtorchFramework());

        ScriptProcess run = await RunAsync(
            "--filter", "*.OverheadBenchmarks*", "--models", "lenet5", "--frameworks", "libtorch", "--threads", "1", "--results-dir", Results,
            "--warmupCount", "1", "--iterationCount", "3", "--invocationCount", "10");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("| Framework | Model | Inferences | Suite p50 [ms] | Bare loop p50 [ms] | Ratio |", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\| libtorch \| lenet5 \| \d+ \| [\d.]+ \| [\d.]+ \| [\d.]+ \|", run.Output);
    }

    public void Dispose()
    {
        _models.Dispose();
        _process.Dispose();
    }

    private string WriteRelu(string name)
    {
        TensorSpec x = new("x", ElementType.Float32, [1, 4]);
        return _models.Write(name, [TinyModels.Node("Relu", ["x"], ["y"])], [x], [x with { Name = "y" }]);
    }

    private Task<ScriptProcess> RunAsync(params string[] arguments)
    {
        return ScriptProcess.RunAsync(SuiteProcess.Real, arguments, _process.Folder, _environment, TimeSpan.FromMinutes(5));
    }

    private async Task<CaseReport[]> RunCasesAsync(int exitCode, params string[] arguments)
    {
        ScriptProcess run = await RunAsync([.. arguments, "--job", "dry", "--results-dir", Results]);
        Assert.True(run.ExitCode == exitCode, run.Output + run.Error);
        Assert.DoesNotContain("   at ", run.Output + run.Error, StringComparison.Ordinal);
        return [.. RunReport.Read(Directory.GetFiles(Results, RunReport.FileName, SearchOption.AllDirectories).Single()).Cases];
    }
}
