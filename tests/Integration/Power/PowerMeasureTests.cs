using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

public sealed class PowerMeasureTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private readonly SuiteProcess _suite = new();
    private readonly SensorTree _tree = new(watts: 5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _tree.Dispose();
        _suite.Dispose();
    }

    [Fact]
    public async Task A_constant_power_times_the_programs_time_is_its_energy()
    {
        (ScriptProcess run, JsonElement document) = await MeasureAsync("sleep", "1");

        JsonElement energy = document.GetProperty("energy");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(("ina3221", "module"), (energy.GetProperty("source").GetString(), energy.GetProperty("scope").GetString()));
        Assert.Equal(5 * document.GetProperty("seconds").GetDouble(), energy.GetProperty("joules").GetDouble(), 1e-6);
        Assert.Equal(5, energy.GetProperty("meanWatts").GetDouble(), 1e-9);
        Assert.True(energy.GetProperty("uncertaintyJoules").GetDouble() > 0);
        Assert.True(energy.GetProperty("samples").GetInt32() > 10);
        Assert.Equal(JsonValueKind.Null, document.GetProperty("reason").ValueKind);
        Assert.Equal(1, document.GetProperty("energySources").GetArrayLength());
    }

    [Fact]
    public async Task People_get_the_figures_on_standard_error_and_the_program_keeps_its_output()
    {
        ScriptProcess run = await RunAsync("--root", _tree.Root, "--", "sh", "-c", "echo out; echo err >&2; sleep 0.3; exit 7");

        Assert.Equal((7, "out\n"), (run.ExitCode, run.Output));
        Assert.StartsWith("err\nsh ended with exit code 7 after ", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"\nina3221 \(module, .*\): [0-9.]+ J ± [0-9.]+ J \(k = 2\), mean 5\.000 W, peak 5\.000 W, \d+ readings", run.Error);
    }

    [Fact]
    public async Task With_json_the_document_is_all_on_standard_output()
    {
        (ScriptProcess run, JsonElement document) = await MeasureAsync("sh", "-c", "echo out; echo err >&2; kill -TERM $$");

        Assert.Equal("out\nerr\n", run.Error);
        Assert.Equal((143, 143), (run.ExitCode, document.GetProperty("exitCode").GetInt32()));
        Assert.Equal(["sh", "-c"], document.GetProperty("command").EnumerateArray().Take(2).Select(static word => word.GetString()));
    }

    [Fact]
    public async Task A_sensor_that_vanishes_meanwhile_costs_the_energy_and_not_the_program()
    {
        (ScriptProcess run, JsonElement document) = await MeasureAsync("sh", "-c", $"sleep 0.5; rm -r '{_tree.Sensors}'; sleep 0.2");

        JsonElement source = document.GetProperty("energySources")[0];
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(JsonValueKind.Null, document.GetProperty("energy").ValueKind);
        Assert.Equal(JsonValueKind.Null, source.GetProperty("joules").ValueKind);
        Assert.Contains("vanished", source.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("vanished", document.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sensor_that_was_named_and_cannot_be_opened_does_not_keep_the_program_from_running()
    {
        string empty = Directory.CreateDirectory(Path.Combine(_suite.Folder, "empty")).FullName;
        ScriptProcess run = await RunAsync("--root", empty, "--power-source", "ina3221,rapl", "--json", "--", "true");

        JsonElement document = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["ina3221", "rapl"], document.GetProperty("energySources").EnumerateArray().Select(static source => source.GetProperty("source").GetString()));
        Assert.All(document.GetProperty("energySources").EnumerateArray(), static source => Assert.False(string.IsNullOrEmpty(source.GetProperty("reason").GetString())));
    }

    [Fact]
    public async Task The_programs_options_stay_its_own()
    {
        ScriptProcess run = await RunAsync("--", "printf", "%s|", "--json", "--root", "--", "--help", "@file");

        Assert.Equal((0, "--json|--root|--|--help|@file|"), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("no-such-program cannot be started", "--", "no-such-program")]
    [InlineData("/no/such/program cannot be started: No such file", "--", "/no/such/program")]
    [InlineData("cannot be started: it is a folder", "--", "/tmp")]
    [InlineData("write -- before the program", "sh", "-c", "true")]
    [InlineData("write -- before the program", "sh", "--json")]
    [InlineData("COMMAND")]
    [InlineData("--interval 10us: shorter than 1ms", "--interval", "10us", "--", "true")]
    [InlineData("--power-source nvlm", "--power-source", "nvlm", "--", "true")]
    [InlineData("no such folder", "--root", "/no/such/folder", "--", "true")]
    public async Task What_cannot_be_done_is_refused_in_one_line(string expected, params string[] arguments)
    {
        string line = await _suite.RefuseAsync(["power", "measure", .. arguments]);

        Assert.Contains(expected == "COMMAND" ? "Required argument missing" : expected, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", true)]
    [InlineData("INT", false)]
    [InlineData("TERM", false)]
    [InlineData("HUP", false)]
    public async Task A_signal_ends_the_program_and_its_figures_are_still_printed(string signal, bool isToTheGroup)
    {
        // A session of its own, as that of a terminal; signals at their defaults, whatever the tests' own process ignores.
        var start = new ProcessStartInfo("setsid",
            ["env", "--default-signal=INT,TERM,HUP", SuiteProcess.Real, "power", "measure", "--root", _tree.Root, "--", "sh", "-c", $"trap 'exit 9' {signal}; echo ready; while :; do sleep 0.05; done"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process suite = Process.Start(start)!;
        Assert.Equal("ready", await suite.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(s_limit, Token));

        using Process kill = Process.Start("kill", [$"-{signal}", "--", (isToTheGroup ? -suite.Id : suite.Id).ToString(CultureInfo.InvariantCulture)]);
        string error = await suite.StandardError.ReadToEndAsync(Token).WaitAsync(s_limit, Token);
        await suite.WaitForExitAsync(Token).WaitAsync(s_limit, Token);

        Assert.Equal(9, suite.ExitCode);
        Assert.Contains("sh ended with exit code 9 after ", error, StringComparison.Ordinal);
        Assert.Contains("mean 5.000 W", error, StringComparison.Ordinal);
    }

    private Task<ScriptProcess> RunAsync(params string[] arguments)
    {
        return _suite.RunAsync(SuiteProcess.Real, ["power", "measure", .. arguments]);
    }

    private async Task<(ScriptProcess Run, JsonElement Document)> MeasureAsync(params string[] command)
    {
        ScriptProcess run = await RunAsync(["--json", "--root", _tree.Root, "--", .. command]);
        return (run, JsonDocument.Parse(run.Output).RootElement);
    }
}
