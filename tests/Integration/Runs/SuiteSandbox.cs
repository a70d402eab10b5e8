using System.Collections;
using System.Diagnostics;
using InferenceBench.Contracts;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.OnnxRuntime;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

/// <summary>Runs the suite over stand-in frameworks, as a user would: as a process, with models and results in folders of their own.</summary>
internal sealed class SuiteSandbox : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);
    private readonly TinyModels _models = new();

    public SuiteSandbox()
    {
        Root = Directory.CreateTempSubdirectory("inferencebench-run-").FullName;
        Environment = System.Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
        Environment["INFERENCEBENCH_CACHE"] = Path.Combine(Root, "cache");
    }

    public static string Executable => Path.Combine(AppContext.BaseDirectory, "InferenceBench.Tests.StandIn");

    public string Root { get; }

    public string Results => Path.Combine(Root, "results");

    public Dictionary<string, string> Environment { get; }

    /// <summary>Writes a model of one node.</summary>
    public string WriteModel(string name, ElementType type = ElementType.Float32)
    {
        var x = new TensorSpec("x", type, [-1, 4]);
        return _models.Write(name, [TinyModels.Node("Identity", ["x"], ["y"])], [x], [x with { Name = "y" }]);
    }

    /// <summary>Runs a short benchmark of one model on both stand-ins.</summary>
    public Task<ScriptProcess> RunQuicklyAsync(params string[] arguments)
    {
        return RunAsync(["--model-file", WriteModel("tiny"), "--duration", "100ms", "--warmup", "20ms", "--results-dir", Results, .. arguments]);
    }

    /// <summary>Runs the suite to its end; no stack trace may reach the user.</summary>
    public async Task<ScriptProcess> RunAsync(params string[] arguments)
    {
        ScriptProcess run = await ScriptProcess.RunAsync(Executable, arguments, Root, Environment, s_limit);
        AssertNoStackTrace(run.Output + run.Error);
        return run;
    }

    /// <summary>Starts the suite and does not wait for it.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["INFERENCEBENCH_CACHE"] = Environment["INFERENCEBENCH_CACHE"];
        return Process.Start(start)!;
    }

    /// <summary>The only report that was written.</summary>
    public RunReport ReadReport()
    {
        return RunReport.Read(Directory.GetFiles(Results, RunReport.FileName, SearchOption.AllDirectories).Single());
    }

    /// <summary>The case of one stand-in in the only report.</summary>
    public CaseReport ReadCase(string framework)
    {
        return ReadReport().Cases.Single(found => found.Framework == framework);
    }

    /// <summary>The file of a case's samples.</summary>
    public string SamplesOf(CaseReport found)
    {
        string folder = Path.GetDirectoryName(Directory.GetFiles(Results, RunReport.FileName, SearchOption.AllDirectories).Single())!;
        return Path.Combine(folder, found.SamplesFile!);
    }

    public static void AssertNoStackTrace(string text)
    {
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _models.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
