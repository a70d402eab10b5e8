using System.Globalization;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

/// <summary>Results on file systems that refuse: small or read-only ones, mounted where only the suite sees them.</summary>
public sealed class DiskFaultTests : IDisposable
{
    private readonly SuiteSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task A_disk_that_fills_up_costs_samples_and_no_result()
    {
        // 16 bytes an inference: 50,000 inferences are more than the disk has.
        ScriptProcess run = await RunOnAsync(
            "mount -t tmpfs -o size=600k tmpfs results", "--batch-sizes", "1,2", "--option", "standin.fault=throw", "--invocationCount", "50000", "--option", "healthy.spin-us=1");

        Assert.Equal(1, run.ExitCode);
        IReadOnlyList<CaseReport> cases = _sandbox.ReadReport().Cases;
        Assert.Equal([("standin", "failed"), ("healthy", "ok"), ("standin", "failed"), ("healthy", "ok")], cases.Select(found => (found.Framework, found.Status)));
        Assert.All(cases.Where(found => found.Status == "failed"), found => Assert.Equal("stand-in: status 7 in load", found.Reason));
        Assert.Contains(": stand-in: status 7 in load", run.Output, StringComparison.Ordinal);
        Assert.All(cases.Where(found => found.Status == "ok"), found =>
        {
            Assert.Equal(50_000, found.LatencyMs!.N);
            Assert.Null(found.SamplesFile);
            Assert.Contains("the trace could not be saved: No space left on device", found.Notes);
        });
    }

    [Fact]
    public async Task Without_any_room_for_a_trace_the_figures_of_the_iterations_remain()
    {
        _sandbox.Environment["TMPDIR"] = _sandbox.Results;
        ScriptProcess run = await RunOnAsync(
            "mount -t tmpfs -o size=600k tmpfs results && mount -t tmpfs -o size=4k tmpfs /dev/shm", "--frameworks", "healthy", "--invocationCount", "50000", "--option", "healthy.spin-us=1");

        Assert.Equal(0, run.ExitCode);
        CaseReport found = _sandbox.ReadCase("healthy");
        Assert.Equal("ok", found.Status);
        Assert.Contains("the trace is lost: No space left on device", found.Notes);
        Assert.True(found.LatencyMs!.Mean >= 0.001 && found.LatencyMs.P50 is null && found.InferencesPerSecond > 0);
    }

    [Fact]
    public async Task Standard_output_that_is_full_costs_the_table_and_no_result()
    {
        ScriptProcess run = await _sandbox.RunThroughAsync(
            "exec \"$@\" >/dev/full",
            ["--model-file", _sandbox.WriteModel("tiny"), "--results-dir", _sandbox.Results, .. SuiteSandbox.ShortStages]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the table could not be printed: No space left on device; the results are in ", run.Error, StringComparison.Ordinal);
        Assert.All(_sandbox.ReadReport().Cases, found => Assert.Equal("ok", found.Status));
    }

    [Theory]
    [InlineData("mount -t tmpfs -o size=16k tmpfs results", "No space left on device")]
    [InlineData("mount -t tmpfs -o ro tmpfs results", "Read-only file system")]
    public async Task A_disk_without_room_for_the_report_stops_the_run_before_anything_is_measured(string mount, string reason)
    {
        ScriptProcess run = await RunOnAsync(mount);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        string line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"error: results cannot be written to {_sandbox.Results}: {reason}; ", line, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_sandbox.Results, "*", SearchOption.AllDirectories));
    }

    /// <summary>Runs both stand-ins with one iteration in a mount namespace of its own, and copies the results out of it.</summary>
    private async Task<ScriptProcess> RunOnAsync(string mount, params string[] arguments)
    {
        string unshare = await FindUnshareAsync(_sandbox);
        string mounted = Path.Combine(_sandbox.Root, "mounted");
        Directory.CreateDirectory(mounted);
        Directory.CreateDirectory(_sandbox.Results);
        string inside = $"{mount} && {{ \"$@\"; code=$?; cp -r results/. mounted/; exit $code; }}";
        ScriptProcess run = await _sandbox.RunThroughAsync(
            $"exec {unshare} /bin/bash -c '{inside}' suite \"$@\"",
            ["--model-file", _sandbox.WriteModel("tiny"), "--results-dir", _sandbox.Results, "--warmupCount", "1", "--iterationCount", "1", .. arguments]);
        Directory.Delete(_sandbox.Results);
        Directory.Move(mounted, _sandbox.Results);
        return run;
    }

    /// <summary>The command that gives a program a mount namespace of its own; skips the test where there is none.</summary>
    internal static async Task<string> FindUnshareAsync(SuiteSandbox sandbox)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/unshare"), "unshare (util-linux) is not installed");
        string unshare = Environment.IsPrivilegedProcess ? "unshare -m" : "unshare -rm";
        ScriptProcess attempt = await ScriptProcess.RunAsync(
            "/bin/bash", ["-c", $"exec {unshare} mount -t tmpfs -o size=64k tmpfs /mnt"], sandbox.Root, sandbox.Environment, TimeSpan.FromSeconds(30));
        Assert.SkipUnless(attempt.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"{unshare} mount ends with {attempt.ExitCode}: {attempt.Error.Trim()}"));
        return unshare;
    }
}
