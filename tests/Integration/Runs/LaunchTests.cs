using System.Text.Json;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

/// <summary>Several launches of a case, each a process of its own.</summary>
public sealed class LaunchTests : IDisposable
{
    private readonly SuiteSandbox _sandbox = new();

    private string Opens => Path.Combine(_sandbox.Root, "opens");

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task Every_launch_is_a_process_of_its_own_and_all_of_them_count()
    {
        string times = Path.Combine(_sandbox.Root, "times.json");
        ScriptProcess run = await RunAsync("--export-times", times);

        Assert.Equal(0, run.ExitCode);
        CaseReport found = _sandbox.ReadCase("standin");
        InferenceTrace trace = InferenceTrace.Read(_sandbox.SamplesOf(found));
        Assert.Equal(3, File.ReadAllLines(Opens).Distinct().Count());
        Assert.Equal([3, 3, 3], found.LaunchWindows);
        Assert.Equal(("3", "3 × 10 inferences"), (found.Settings["launches"], found.Settings["stop"]));
        Assert.Equal((9, 90, 90L, 0L), (found.Windows.Count, trace.StartNs.Count, found.LatencyMs!.N, trace.Dropped));
        Assert.Equal(found.Windows, trace.Windows.Select(window => new WindowReport(window.StartNs, window.EndNs)));
        Assert.Equal(Enumerable.Range(0, 9).Select(index => (10 * index, 10)), trace.Windows.Select(window => (window.First, window.Count)));
        Assert.Equal(found.Windows.OrderBy(window => window.StartNs), found.Windows);
        Assert.Equal(10, found.WarmUp!.Inferences);
        Assert.Equal(90 / (trace.BusyNs / 1e9), found.InferencesPerSecond!.Value, 1e-6);
        using JsonDocument exported = JsonDocument.Parse(File.ReadAllText(times));
        Assert.Equal([90, 90], exported.RootElement.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("times").GetArrayLength()));
        Assert.Equal([3, 3, 3], _sandbox.ReadCase("healthy").LaunchWindows);
    }

    [Theory]
    [InlineData("throw", "launch 2 of 3: stand-in: status 7 in inference")]
    [InlineData("segfault", "launch 2 of 3: its process was killed by SIGSEGV")]
    public async Task A_launch_that_fails_fails_its_case_and_keeps_the_samples_of_those_before(string fault, string reason)
    {
        ScriptProcess run = await RunAsync("--option", $"standin.fault={fault}", "--option", "standin.fault-at=inference", "--option", "standin.fault-at-open=2");

        Assert.Equal(1, run.ExitCode);
        CaseReport failed = _sandbox.ReadCase("standin");
        Assert.Equal("failed", failed.Status);
        Assert.StartsWith(reason, failed.Reason, StringComparison.Ordinal);
        Assert.Null(failed.LatencyMs);
        Assert.Equal(30, InferenceTrace.Read(_sandbox.SamplesOf(failed)).StartNs.Count);
        Assert.Equal(3, failed.LaunchWindows[0]);
        Assert.Equal("ok", _sandbox.ReadCase("healthy").Status);
    }

    private Task<ScriptProcess> RunAsync(params string[] arguments)
    {
        return _sandbox.RunQuicklyAsync(["--launchCount", "3", "--option", $"standin.opens={Opens}", .. arguments]);
    }
}
