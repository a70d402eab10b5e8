using System.Text.Json;
using InferenceBench.Contracts;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.OnnxRuntime;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorRt;

/// <summary>Runs the suite over the stand-in for TensorRT, as a user would: as a process, with models, cache and results in folders of their own.</summary>
internal sealed class TensorRtSandbox : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    // Counts, not times: a busy machine must not change what a test sees.
    private static readonly string[] s_stages = ["--warmupCount", "1", "--iterationCount", "2", "--invocationCount", "10"];

    private readonly SuiteProcess _process = new();
    private readonly TinyModels _models = new();
    private int _runs;

    public TensorRtSandbox()
    {
        Environment = _process.CreateEnvironment();
        Environment.Remove("TENSORRT");
    }

    /// <summary>The environment of every run.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>An empty folder of this test.</summary>
    public string Folder => _process.Folder;

    /// <summary>Where engines are kept.</summary>
    public string Engines => Path.Combine(_process.Cache, "engines");

    /// <summary>What the stand-in does, in the words of <c>fake_tensorrt.c</c>.</summary>
    public string Script
    {
        set => Environment["FAKE_TENSORRT"] = value;
    }

    /// <summary>Writes a model: a chain of operators over one input of 2 × 4 values.</summary>
    public string Write(string name, params string[] operators)
    {
        return Write(name, [2, 4], operators);
    }

    /// <summary>Writes a model with another input; −1 is dynamic.</summary>
    public string Write(string name, long[] shape, params string[] operators)
    {
        var x = new TensorSpec("x", ElementType.Float32, shape);
        bool isNonZero = operators[^1] == "NonZero";
        TensorSpec y = isNonZero ? new TensorSpec("y", ElementType.Int64, [shape.Length, -1]) : x with { Name = "y" };
        return _models.Write(
            name,
            operators.Select((type, i) => TinyModels.Node(type, [i == 0 ? "x" : $"v{i}"], [i == operators.Length - 1 ? "y" : $"v{i + 1}"])),
            [x],
            [y]);
    }

    /// <summary>Runs the program.</summary>
    public async Task<ScriptProcess> RunAsync(params string[] arguments)
    {
        ScriptProcess run = await ScriptProcess.RunAsync(FakeTensorRt.Executable, arguments, Folder, Environment, s_limit);
        Assert.DoesNotContain("   at ", run.Output + run.Error, StringComparison.Ordinal);
        return run;
    }

    /// <summary>Runs the program with <c>--json</c> and reads its document.</summary>
    public async Task<JsonElement> RunJsonAsync(params string[] arguments)
    {
        ScriptProcess run = await RunAsync([.. arguments, "--json"]);
        Assert.True(run.Output.StartsWith('{') || run.Output.StartsWith('['), $"no JSON document but: {run.Output}{run.Error}");
        return JsonDocument.Parse(run.Output).RootElement;
    }

    /// <summary>Measures models with TensorRT, shortly, and reads the report.</summary>
    /// <param name="exitCode">The exit code that is right.</param>
    /// <param name="arguments">Model files and options.</param>
    public async Task<IReadOnlyList<CaseReport>> MeasureAsync(int exitCode, params string[] arguments)
    {
        string results = Path.Combine(Folder, $"results-{_runs++}");
        ScriptProcess run = await RunAsync(["--frameworks", "tensorrt", "--devices", "cuda:0", .. s_stages, "--power-source", "none", "--results-dir", results, .. arguments]);
        Assert.True(run.ExitCode == exitCode, run.Output + run.Error);
        return RunReport.Read(Directory.GetFiles(results, RunReport.FileName, SearchOption.AllDirectories).Single()).Cases;
    }

    /// <summary>Measures one case that has to work.</summary>
    public async Task<CaseReport> MeasureOneAsync(params string[] arguments)
    {
        CaseReport found = Assert.Single(await MeasureAsync(0, arguments));
        Assert.True(found.Status == "ok", found.Reason);
        return found;
    }

    public void Dispose()
    {
        _models.Dispose();
        _process.Dispose();
    }
}
