using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

/// <summary>What goes wrong in one case stays in that case: the other stand-in, which runs after it, is measured all the same.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly SuiteSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Theory]
    [InlineData("throw", "load", "stand-in: status 7 in load")]
    [InlineData("throw", "inference", "stand-in: status 7 in inference")]
    [InlineData("segfault", "load", "its process was killed by SIGSEGV (segmentation fault) while loading the model")]
    [InlineData("segfault", "inference", "its process was killed by SIGSEGV (segmentation fault) while measuring")]
    [InlineData("exit", "load", "its process ended without a word while loading the model")]
    [InlineData("exit", "inference", "its process ended without a word while measuring")]
    public async Task A_fault_fails_its_case_with_the_reason(string fault, string place, string reason)
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--option", $"standin.fault={fault}", "--option", $"standin.fault-at={place}");

        AssertOnlyTheFirstFailed(run, reason);
    }

    [Fact]
    public async Task A_hang_is_killed_at_the_time_limit()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync(
            "--option", "standin.fault=hang", "--option", "standin.fault-at=load", "--case-timeout", "8s");

        AssertOnlyTheFirstFailed(run, "timed out after 8 s while loading the model; --case-timeout sets the limit");
    }

    [Fact]
    public async Task A_crash_while_closing_loses_no_result()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--option", "standin.fault=segfault", "--option", "standin.fault-at=close");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("ok", _sandbox.ReadCase("standin").Status);
        Assert.Contains("after measuring", Assert.Single(_sandbox.ReadCase("standin").Notes, note => note.Contains("exit code", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_of_memory_fails_its_case()
    {
        // 256 GiB of address space is what .NET reserves by default; under a limit it must be told to take less.
        _sandbox.Environment["DOTNET_GCRegionRange"] = "0x30000000";
        ScriptProcess run = await _sandbox.RunThroughAsync(
            "ulimit -v 8000000; exec \"$@\"",
            ["--model-file", _sandbox.WriteModel("tiny"), "--results-dir", _sandbox.Results, .. SuiteSandbox.ShortStages, "--option", "standin.fault=memory"]);

        AssertOnlyTheFirstFailed(run, "out of memory");
    }

    [Fact]
    public async Task When_all_cases_fail_the_exit_code_is_1()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--frameworks", "standin", "--option", "standin.fault=throw");

        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Results_that_cannot_be_written_stop_the_run_before_anything_is_measured()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--results-dir", "/proc/no/such/folder");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("/proc/no/such/folder", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private void AssertOnlyTheFirstFailed(ScriptProcess run, string reason)
    {
        CaseReport failed = _sandbox.ReadCase("standin");
        Assert.Equal(("failed", "1.2.3"), (failed.Status, failed.FrameworkVersion));
        Assert.StartsWith(reason, failed.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"standin/plain/cpu/tiny/b1/fp32: {failed.Reason}", run.Output, StringComparison.Ordinal);
        Assert.Equal(("ok", 30), (_sandbox.ReadCase("healthy").Status, _sandbox.ReadCase("healthy").LatencyMs!.N));
        Assert.Equal(1, run.ExitCode);
    }
}
