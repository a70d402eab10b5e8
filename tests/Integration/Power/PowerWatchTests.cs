using System.Diagnostics;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using InferenceBench.Tests.Unit.Sampling;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

public sealed class PowerWatchTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);
    private readonly SuiteProcess _process = new();
    private readonly SysfsTree _tree = SysfsTree.OfFixture("xavier-nx-jp5");

    public void Dispose()
    {
        _tree.Dispose();
        _process.Dispose();
    }

    [Fact]
    public async Task It_ends_after_its_count_with_a_header_every_20_lines()
    {
        ScriptProcess run = await Watch("--count", "21", "--interval", "5ms");

        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.Equal((0, "", 25), (run.ExitCode, run.Error, lines.Length));
        Assert.Equal(["total", "VDD_IN", "VDD_CPU_GPU_CV", "VDD_SOC"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1));
        Assert.Equal((lines[0], lines[1]), (lines[22], lines[23]));
        Assert.Equal("5.520", lines[24].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
    }

    [Fact]
    public async Task Csv_has_one_row_for_each_value_with_rising_times()
    {
        ScriptProcess run = await Watch("--count", "3", "--interval", "5ms", "--csv");

        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.Equal((0, "t_ns,source,rail,value,unit", 1 + (3 * 4)), (run.ExitCode, lines[0], lines.Length));
        Assert.EndsWith(",ina3221,VDD_CPU_GPU_CV,1.717248,W", lines[3], StringComparison.Ordinal);
        long[] times = [.. lines.Skip(1).Select(static line => long.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(times.Order(), times);
        Assert.Equal(3, times.Distinct().Count());
    }

    [Fact]
    public async Task A_reader_that_leaves_ends_it_without_a_word()
    {
        ScriptProcess run = await ScriptProcess.RunAsync(
            "/bin/sh",
            ["-c", $"'{SuiteProcess.Real}' power watch --root '{_tree.Root}' --power-source ina3221 --interval 5ms | head -3"],
            _process.Folder,
            _process.CreateEnvironment(),
            s_limit);

        Assert.Equal((0, "", 3), (run.ExitCode, run.Error, run.Output.TrimEnd().Split('\n').Length));
    }

    [Theory]
    [InlineData("INT", 0)]
    [InlineData(null, 1)]
    public async Task It_goes_on_until_a_signal_or_the_sensor_vanishes(string? signal, int exitCode)
    {
        using Process watch = Start();
        while (await watch.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && line.StartsWith('#'))
        {
        }

        if (signal is null)
        {
            _tree.Dispose();
        }
        else
        {
            using Process kill = Process.Start("kill", [$"-{signal}", $"{watch.Id}"]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using var limit = new CancellationTokenSource(s_limit);
        Task<string> output = watch.StandardOutput.ReadToEndAsync(limit.Token);
        string error = await watch.StandardError.ReadToEndAsync(limit.Token);
        await output;
        await watch.WaitForExitAsync(limit.Token);
        Assert.Equal(exitCode, watch.ExitCode);
        Assert.Equal(signal is null, error.StartsWith("error: the sensor ina3221 vanished", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("at least 1", "--count", "0")]
    [InlineData("the shortest interval is 1ms", "--interval", "0")]
    [InlineData("not a duration", "--interval", "often")]
    [InlineData("no power sensor can be read: rapl: no RAPL here", "--power-source", "rapl")]
    public async Task What_cannot_be_watched_is_refused(string expected, params string[] arguments)
    {
        Assert.Contains(expected, await _process.RefuseAsync(["power", "watch", "--root", _tree.Root, .. arguments]), StringComparison.Ordinal);
    }

    private Task<ScriptProcess> Watch(params string[] arguments)
    {
        return _process.RunAsync(SuiteProcess.Real, ["power", "watch", "--root", _tree.Root, "--power-source", "ina3221", .. arguments]);
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(SuiteProcess.Real, ["power", "watch", "--root", _tree.Root, "--power-source", "ina3221", "--interval", "20ms"])
        {
            WorkingDirectory = _process.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
