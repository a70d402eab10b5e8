using System.Collections;
using System.Text.Json;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Verbs;

/// <summary>Runs the suite's executable, or the one with stand-ins for engines, with a cache of its own.</summary>
internal sealed class SuiteProcess : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    /// <summary>The executable with the real frameworks.</summary>
    public static string Real { get; } = Path.Combine(AppContext.BaseDirectory, "InferenceBench");

    /// <summary>The executable with the frameworks <c>standin</c> and <c>healthy</c>.</summary>
    public static string StandIn { get; } = Path.Combine(AppContext.BaseDirectory, "InferenceBench.Tests.StandIn");

    /// <summary>An empty folder, deleted with this object.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("inferencebench-verbs-").FullName;

    /// <summary>The cache folder.</summary>
    public string Cache => Path.Combine(Folder, "cache");

    /// <summary>The environment of every run.</summary>
    public Dictionary<string, string> CreateEnvironment()
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(static entry => (string)entry.Key, static entry => (string?)entry.Value ?? "");
        environment["INFERENCEBENCH_CACHE"] = Cache;
        return environment;
    }

    /// <summary>Runs an executable to its end.</summary>
    public Task<ScriptProcess> RunAsync(string executable, params string[] arguments)
    {
        return ScriptProcess.RunAsync(executable, arguments, Folder, CreateEnvironment(), s_limit);
    }

    /// <summary>Runs an executable with <c>--json</c> and reads its document.</summary>
    public async Task<(int ExitCode, JsonElement Document)> RunJsonAsync(string executable, params string[] arguments)
    {
        ScriptProcess run = await RunAsync(executable, [.. arguments, "--json"]);
        Assert.True(run.Output.StartsWith('{') || run.Output.StartsWith('['), $"no JSON document but: {run.Output}{run.Error}");
        return (run.ExitCode, JsonDocument.Parse(run.Output).RootElement);
    }

    /// <summary>Runs an executable that must refuse: exit code 2, nothing on standard output, one line on standard error.</summary>
    public async Task<string> RefuseAsync(params string[] arguments)
    {
        ScriptProcess run = await RunAsync(Real, arguments);
        string line = run.Error.TrimEnd('\n');
        Assert.True(run.ExitCode == 2, $"exit code {run.ExitCode}: {run.Output}{run.Error}");
        Assert.Equal("", run.Output);
        Assert.DoesNotContain('\n', line);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        return line;
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
    }
}
