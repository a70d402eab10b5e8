using System.Text.Json;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

/// <summary>Runs the suite with a library of NVML on the loader's path.</summary>
internal sealed class NvmlChild : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);
    private readonly SuiteProcess _suite = new();

    public NvmlChild(string libraryFolder, string script = "")
    {
        Variables = _suite.CreateEnvironment();
        Variables["LD_LIBRARY_PATH"] = libraryFolder;
        Variables["FAKE_NVML_SCRIPT"] = script;
        Variables["FAKE_NVML_LOG"] = Log;
    }

    /// <summary>The environment of the child.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>An empty folder.</summary>
    public string Folder => _suite.Folder;

    /// <summary>What the fake library was asked for, in order.</summary>
    public string[] Calls => File.Exists(Log) ? File.ReadAllLines(Log) : [];

    private string Log => Path.Combine(Folder, "calls.log");

    /// <summary>Runs the suite to its end.</summary>
    public Task<ScriptProcess> RunAsync(params string[] arguments)
    {
        return ScriptProcess.RunAsync(SuiteProcess.Real, arguments, Folder, Variables, s_limit);
    }

    /// <summary>Reads the sensor and gives what is said of it.</summary>
    public async Task<(int ExitCode, JsonElement Source)> ReadAsync()
    {
        ScriptProcess run = await RunAsync("power", "read", "--power-source", "nvml", "--json");
        Assert.Equal("", run.Error);
        return (run.ExitCode, Assert.Single(JsonDocument.Parse(run.Output).RootElement.GetProperty("sources").EnumerateArray()));
    }

    /// <summary>Runs a shell script that gets the suite's executable as its first argument.</summary>
    public Task<ScriptProcess> RunThroughAsync(string program, string script, params string[] arguments)
    {
        string[] command = [.. program.Split(' '), "/bin/bash", "-c", script, "suite", SuiteProcess.Real, .. arguments];
        return ScriptProcess.RunAsync(command[0], command[1..], Folder, Variables, s_limit);
    }

    public void Dispose()
    {
        _suite.Dispose();
    }
}
