using System.Collections;
using System.Diagnostics;
using System.Text;
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
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);
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

    /// <summary>Counts, not times: a busy machine must not change what a test sees.</summary>
    public static IReadOnlyList<string> ShortStages { get; } = ["--warmupCount", "1", "--iterationCount", "3", "--invocationCount", "10"];

    public string Root { get; }

    public string Results => Path.Combine(Root, "results");

    public Dictionary<string, string> Environment { get; }

    /// <summary>Writes a model of one node.</summary>
    public string WriteModel(string name, ElementType type = ElementType.Float32)
    {
        var x = new TensorSpec("x", type, [-1, 4]);
        return _models.Write(name, [TinyModels.Node("Identity", ["x"], ["y"])], [x], [x with { Name = "y" }]);
    }

    /// <summary>Runs a short benchmark of one model on both stand-ins: 1 + 10 inferences, then 30 that are measured.</summary>
    public Task<ScriptProcess> RunQuicklyAsync(params string[] arguments)
    {
        return RunAsync(["--model-file", WriteModel("tiny"), "--results-dir", Results, .. ShortStages, .. arguments]);
    }

    /// <summary>Runs the suite to its end; no stack trace may reach the user, and no process may be left.</summary>
    public Task<ScriptProcess> RunAsync(params string[] arguments)
    {
        return RunThroughAsync("exec \"$@\"", arguments);
    }

    /// <summary>Runs the suite through a line of shell that gets the command as its arguments.</summary>
    public async Task<ScriptProcess> RunThroughAsync(string script, params string[] arguments)
    {
        ScriptProcess run = await ScriptProcess.RunAsync("/bin/bash", ["-c", script, "suite", Executable, .. arguments], Root, Environment, s_limit);
        AssertNoStackTrace(run.Output + run.Error);
        await AssertNoProcessAsync();
        return run;
    }

    /// <summary>Starts the suite and does not wait for it. It leads a process group, as on a terminal, and hears signals whatever the tests' own process ignores.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("setsid", ["env", "--default-signal=INT,TERM", Executable, .. arguments])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Nothing that was started with this sandbox's cache may be running; what was killed gets a moment to go.</summary>
    public async Task AssertNoProcessAsync()
    {
        byte[] mark = Encoding.UTF8.GetBytes($"INFERENCEBENCH_CACHE={Environment["INFERENCEBENCH_CACHE"]}\0");
        var waited = Stopwatch.StartNew();
        string[] left;
        while ((left = [.. Directory.GetDirectories("/proc").Where(folder => Holds(folder, mark))]).Length > 0 && waited.Elapsed < s_grace)
        {
            await Task.Delay(50);
        }

        Assert.Empty(left);
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

    // A process that has ended, or is another user's, holds nothing that can be read.
    private static bool Holds(string processFolder, byte[] mark)
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(processFolder)[0])
                && File.ReadAllBytes(Path.Combine(processFolder, "environ")).AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _models.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
