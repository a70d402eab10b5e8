using System.Globalization;
using System.Text.Json;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

public sealed class PowerIntegrateTests : IDisposable
{
    private static readonly string s_traces = Path.Combine(SourceTree.Root, "tests", "Unit", "Data", "power", "traces");

    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task Every_fixture_trace_gives_its_first_windows_energy()
    {
        string text = await File.ReadAllTextAsync(Path.Combine(s_traces, "expected.json"), TestContext.Current.CancellationToken);
        foreach (JsonProperty trace in JsonDocument.Parse(text).RootElement.GetProperty("traces").EnumerateObject())
        {
            JsonElement window = trace.Value.GetProperty("windows")[0];
            double expected = window.GetProperty("energy_j").GetDouble();
            JsonElement document = await IntegrateAsync(trace.Value, window);

            double tolerance = window.TryGetProperty("max_abs_error_j", out JsonElement most) ? most.GetDouble() : 1e-9 * Math.Abs(expected);
            Assert.InRange(document.GetProperty("energyJoules").GetDouble(), expected - tolerance, expected + tolerance);
            Assert.Equal(
                ["energyJoules", "meanWatts", "coverage", "uncertaintyJoules", "flags"],
                document.EnumerateObject().Take(5).Select(static property => property.Name));
        }
    }

    [Fact]
    public async Task No_energy_is_null_with_its_flag_and_reason()
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(
            SuiteProcess.Real, "power", "integrate", "--trace", Trace("17_edge_hold.csv"), "--from-ns", "1500000000", "--to-ns", "2000000000");

        Assert.Equal(0, exitCode);
        Assert.Equal(JsonValueKind.Null, document.GetProperty("energyJoules").ValueKind);
        Assert.Equal(JsonValueKind.Null, document.GetProperty("uncertaintyJoules").ValueKind);
        Assert.Equal("no_samples", Assert.Single(document.GetProperty("flags").EnumerateArray()).GetString());
        Assert.Contains("150 ms", document.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_window_the_whole_trace_is_integrated_and_shown_for_people()
    {
        ScriptProcess run = await _process.RunAsync(SuiteProcess.Real, "power", "integrate", "--trace", Trace("04_gap.csv"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("energy  390 J ± ", run.Output, StringComparison.Ordinal);
        Assert.Contains("bounds  360 to 420 J", run.Output, StringComparison.Ordinal);
        Assert.Contains("flags   gap", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Negative_times_are_times()
    {
        string file = Write("t_ns,watts\n-1000000000,5\n1000000000,5\n");

        (_, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "power", "integrate", "--trace", file, "--from-ns", "-500000000", "--to-ns=0");

        Assert.Equal(2.5, document.GetProperty("energyJoules").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task A_counter_of_millijoules_does_not_wrap_whatever_range_is_given()
    {
        string file = Write("t_ns,energy_mj\n0,5000\n100000000,0\n");

        ScriptProcess run = await _process.RunAsync(SuiteProcess.Real, "power", "integrate", "--trace", file, "--max-energy-range-uj", "6000", "--json");

        Assert.Contains("counter_reset", run.Output, StringComparison.Ordinal);
        Assert.Contains("does nothing here", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_integrated_is_refused_in_one_line()
    {
        string bad = Write("t_ns,watts\n0,1\n1,x\n");
        string good = Trace("01_constant.csv");

        Assert.Contains($"{bad} line 3: watts 'x' is no number", await RefuseAsync("--trace", bad), StringComparison.Ordinal);
        Assert.Contains("there is no such file", await RefuseAsync("--trace", Path.Combine(_process.Folder, "none.csv")), StringComparison.Ordinal);
        Assert.Contains("ends before its start", await RefuseAsync("--trace", good, "--from-ns", "2", "--to-ns", "1"), StringComparison.Ordinal);
        Assert.Contains("--from-ns '1.5'", await RefuseAsync("--trace", good, "--from-ns", "1.5"), StringComparison.Ordinal);
        Assert.Contains("--max-energy-range-uj 0", await RefuseAsync("--trace", good, "--max-energy-range-uj", "0"), StringComparison.Ordinal);
        Assert.Contains("--trace", await RefuseAsync(), StringComparison.Ordinal);
    }

    private Task<string> RefuseAsync(params string[] arguments)
    {
        return _process.RefuseAsync(["power", "integrate", .. arguments]);
    }

    private async Task<JsonElement> IntegrateAsync(JsonElement trace, JsonElement window)
    {
        string[] range = trace.TryGetProperty("max_energy_range_uj", out JsonElement most) ? ["--max-energy-range-uj", most.GetRawText()] : [];
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(
            SuiteProcess.Real,
            ["power", "integrate", "--trace", Trace(trace.GetProperty("file").GetString()!), "--from-ns", Time(window, "start_ns"), "--to-ns", Time(window, "end_ns"), .. range]);
        Assert.Equal(0, exitCode);
        return document;
    }

    private static string Time(JsonElement window, string name)
    {
        return window.GetProperty(name).GetInt64().ToString(CultureInfo.InvariantCulture);
    }

    private static string Trace(string name)
    {
        return Path.Combine(s_traces, name);
    }

    private string Write(string text)
    {
        string file = Path.Combine(_process.Folder, $"{Guid.NewGuid():N}.csv");
        File.WriteAllText(file, text);
        return file;
    }
}
