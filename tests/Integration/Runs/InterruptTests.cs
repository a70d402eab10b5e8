using System.Diagnostics;
using System.Globalization;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

public sealed class InterruptTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private readonly SuiteSandbox _sandbox = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Theory]
    [InlineData("INT", false)]
    [InlineData("INT", true)]
    [InlineData("TERM", false)]
    public async Task An_interrupt_keeps_what_is_finished_and_leaves_no_process(string signal, bool isFromTerminal)
    {
        using Process suite = StartHanging("healthy");
        Task<string> output = suite.StandardOutput.ReadToEndAsync(Token);
        int child = await WaitForChildAsync(suite, afterFirstCase: true);

        Send(signal, isFromTerminal ? -suite.Id : suite.Id);
        Task<string> error = suite.StandardError.ReadToEndAsync(Token);
        await suite.WaitForExitAsync(Token).WaitAsync(s_limit, Token);

        SuiteSandbox.AssertNoStackTrace(await output + await error);
        Assert.Equal(1, suite.ExitCode);
        Assert.Equal(
            [("a", "standin", "ok", null), ("a", "healthy", "failed", "cancelled"), ("b", "standin", "failed", "cancelled before it started"), ("b", "healthy", "failed", "cancelled before it started")],
            _sandbox.ReadReport().Cases.Select(found => (found.Model, found.Framework, found.Status, found.Reason)));
        Assert.False(IsAlive(child));
        await _sandbox.AssertNoProcessAsync();
        Assert.Contains("a/b1/fp32: cancelled\n", await output, StringComparison.Ordinal);
        Assert.Equal(["2 cases cancelled before they started"], (await error).Split('\n').Where(line => line.Contains("before", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_child_outlives_a_host_that_was_killed()
    {
        using Process suite = StartHanging("standin");
        int child = await WaitForChildAsync(suite, afterFirstCase: false);
        Assert.True(IsAlive(child));

        suite.Kill();
        await suite.WaitForExitAsync(Token).WaitAsync(s_limit, Token);

        await UntilAsync(() => !IsAlive(child));
    }

    private Process StartHanging(string framework)
    {
        return _sandbox.Start([
            "--model-file", _sandbox.WriteModel("a"), "--model-file", _sandbox.WriteModel("b"), "--results-dir", _sandbox.Results,
            .. SuiteSandbox.ShortStages, "--option", $"{framework}.fault=hang", "--option", $"{framework}.fault-at=inference"]);
    }

    /// <summary>The id of the suite's child that runs a case.</summary>
    private static async Task<int> WaitForChildAsync(Process suite, bool afterFirstCase)
    {
        if (afterFirstCase)
        {
            Assert.StartsWith("[1/4] ", await suite.StandardError.ReadLineAsync(Token).AsTask().WaitAsync(s_limit, Token), StringComparison.Ordinal);
        }

        int child = 0;
        await UntilAsync(() => (child = ChildOf(suite.Id)) != 0);

        // Let it get into its hang.
        await Task.Delay(TimeSpan.FromSeconds(1), Token);
        return child;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < s_limit, "it did not happen in time");
            await Task.Delay(50, Token);
        }
    }

    private static int ChildOf(int parent)
    {
        foreach (string folder in Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                string[] arguments = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
                string parentLine = File.ReadLines(Path.Combine(folder, "status")).First(line => line.StartsWith("PPid:", StringComparison.Ordinal));
                if (arguments.Contains("case") && parentLine[5..].Trim() == parent.ToString(CultureInfo.InvariantCulture))
                {
                    return int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                Trace.WriteLine($"{folder} ended while it was read");
            }
        }

        return 0;
    }

    // A process that nobody waits for any more may stay as a zombie; that is no process that runs.
    private static bool IsAlive(int id)
    {
        try
        {
            return !File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("State:", StringComparison.Ordinal)).Contains('Z', StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            return false;
        }
    }

    // A negative id is a process group: what a terminal signals.
    private static void Send(string signal, int id)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", "--", id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
