using System.Diagnostics;
using System.Globalization;
using InferenceBench.Reporting.Schema;
using InferenceBench.Sampling.Energy;
using InferenceBench.Tests.Integration.Runs;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

/// <summary>Power and energy of whole runs, with ONNX Runtime where a case is measured.</summary>
public sealed class PowerRunTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private readonly SuiteProcess _process = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Results => Path.Combine(_process.Folder, "results");

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task A_replay_gives_the_power_of_the_windows_without_its_idle_tail()
    {
        // Busy for 20 s, then idle for three times as long: over all of it the mean is far lower than 27.86 W.
        string trace = WriteTrace(Enumerable.Range(0, 8001).Select(static i => i <= 2000 ? 27.86 : 18.9));

        ScriptProcess run = await RunAsync("--duration", "500ms", "--power-source", $"replay:{trace}");

        CaseReport measured = ReadCase(run);
        EnergyReport energy = measured.Energy!;
        double seconds = measured.Windows.Sum(static window => window.EndNs - window.StartNs) / 1e9;
        Assert.Equal(27.86, energy.MeanWatts!.Value, 1e-9);
        Assert.Equal(27.86 * seconds, energy.Joules!.Value, 1e-6);
        Assert.Equal(energy.Joules.Value / energy.Inferences!.Value, energy.PerInferenceJoulesGross!.Value, 1e-12);
        Assert.Equal(27.86 / measured.InferencesPerSecond!.Value, energy.PerInferenceJoulesGross.Value, 1e-9);
        Assert.Equal(("replay", null, null), (energy.Source, energy.Reason, energy.PerInferenceJoulesNet));
        Assert.Equal([EnergyFlags.Replay, EnergyFlags.NoIdle], energy.Flags);
        Assert.Equal(energy.Joules, Assert.Single(measured.EnergySources).Joules);
        Assert.Contains("replay power, 10 ms", run.Output, StringComparison.Ordinal);
        Assert.All(["report.md", "report.csv", "power.csv", "ema.csv"], name => Assert.Contains("replay", File.ReadAllText(FileOf(name)), StringComparison.Ordinal));
        Assert.DoesNotContain("idle power", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_source_that_cannot_be_read_costs_energy_alone()
    {
        string root = Directory.CreateDirectory(Path.Combine(_process.Folder, "root")).FullName;

        ScriptProcess run = await RunAsync("--duration", "200ms", "--power-source", "rapl,ina3221", "--root", root);

        CaseReport measured = ReadCase(run);
        Assert.Equal([("rapl", null), ("ina3221", null)], measured.EnergySources.Select(static energy => (energy.Source!, energy.PerInferenceJoulesGross)));
        Assert.All(measured.EnergySources, static energy => Assert.NotEmpty(energy.Reason!));
        Assert.True(measured.LatencyMs!.Mean > 0);
        Assert.Contains("Energy:", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Energy [mJ]", File.ReadAllText(FileOf("report.csv")), StringComparison.Ordinal);
        Assert.False(File.Exists(FileOf("power.csv")));
    }

    [Fact]
    public async Task No_power_source_is_no_energy_and_no_remark()
    {
        ScriptProcess run = await RunAsync("--job", "dry", "--power-source", "none");

        CaseReport measured = ReadCase(run);
        Assert.Null(measured.Energy);
        Assert.Empty(measured.EnergySources);
        Assert.DoesNotContain("Energy", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nvlm", "--power-source nvlm: no such power source; did you mean nvml")]
    [InlineData("replay:missing.csv", "there is no such file")]
    public async Task A_wrong_power_source_is_refused_before_anything_is_measured(string source, string reason)
    {
        string line = await _process.RefuseAsync("--models", "lenet5", "--devices", "cpu", "--results-dir", Results, "--power-source", source);

        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Results));
    }

    [Fact]
    public async Task The_energy_of_a_live_board_is_that_of_its_own_books_over_the_windows()
    {
        using var board = new LiveBoard();

        ScriptProcess run = await RunAsync("--duration", "auto", "--warmup", "200ms", "--power-source", "ina3221", "--root", board.Root, "--idle", "1s");

        CaseReport measured = ReadCase(run);
        EnergyReport energy = measured.Energy!;
        double joules = board.JoulesIn(measured.Windows);
        Assert.True(energy.Joules is not null, energy.Reason);
        Assert.Equal(joules, energy.Joules.Value, 0.02 * joules);
        Assert.Equal(("ina3221", "module"), (energy.Source, energy.Scope));
        Assert.DoesNotContain(EnergyFlags.ShortWindow, energy.Flags);
        Assert.True(energy.WindowSeconds >= 5, $"the sensor needs 5 s, and {energy.WindowSeconds} s were measured");
        Assert.NotEmpty(RunReport.Read(FileOf(RunReport.FileName)).Run.Idle);
        Assert.NotNull(energy.PerInferenceJoulesNet);
        Assert.True(File.Exists(FileOf("idling_power.json")));
        Assert.Contains("measuring idle power for 1 s before the first case", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_that_goes_away_in_the_middle_of_a_run_blanks_energy_and_keeps_everything_else()
    {
        using var board = new LiveBoard();
        using var sandbox = new SuiteSandbox();
        using Process suite = sandbox.Start([
            "--model-file", sandbox.WriteModel("tiny"), "--results-dir", sandbox.Results, "--duration", "2s", "--warmup", "100ms", "--power-source", "ina3221", "--idle", "0", "--root", board.Root]);
        Task<string> output = suite.StandardOutput.ReadToEndAsync(Token);

        // The progress line of the first case comes when its energy is known.
        Assert.StartsWith("[1/2] ", await suite.StandardError.ReadLineAsync(Token).AsTask().WaitAsync(s_limit, Token), StringComparison.Ordinal);
        board.Remove();
        Task<string> error = suite.StandardError.ReadToEndAsync(Token);
        await suite.WaitForExitAsync(Token).WaitAsync(s_limit, Token);

        SuiteSandbox.AssertNoStackTrace(await output + await error);
        Assert.Equal(0, suite.ExitCode);
        IReadOnlyList<CaseReport> cases = sandbox.ReadReport().Cases;
        Assert.All(cases, static found => Assert.Equal(("ok", true), (found.Status, found.LatencyMs!.P50 > 0)));
        Assert.NotNull(cases[0].Energy!.PerInferenceJoulesGross);
        Assert.Null(cases[1].Energy!.PerInferenceJoulesGross);
        Assert.NotEmpty(cases[1].Energy!.Reason!);
        Assert.Contains($"ina3221: {cases[1].Energy!.Reason}", await output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_cuts_idle_time_short()
    {
        using var board = new LiveBoard();
        using var sandbox = new SuiteSandbox();
        using Process suite = sandbox.Start([
            "--model-file", sandbox.WriteModel("tiny"), "--results-dir", sandbox.Results, "--power-source", "ina3221", "--idle", "1h", "--root", board.Root]);
        Task<string> output = suite.StandardOutput.ReadToEndAsync(Token);
        Assert.StartsWith("measuring idle power", await suite.StandardError.ReadLineAsync(Token).AsTask().WaitAsync(s_limit, Token), StringComparison.Ordinal);

        using (var kill = Process.Start("kill", ["-INT", "--", suite.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(Token);
        }

        Task<string> error = suite.StandardError.ReadToEndAsync(Token);
        await suite.WaitForExitAsync(Token).WaitAsync(s_limit, Token);

        SuiteSandbox.AssertNoStackTrace(await output + await error);
        Assert.Equal(1, suite.ExitCode);
        Assert.All(sandbox.ReadReport().Cases, static found => Assert.Equal("cancelled before it started", found.Reason));
    }

    private string WriteTrace(IEnumerable<double> watts)
    {
        string file = Path.Combine(_process.Folder, "trace.csv");
        File.WriteAllLines(file, ["t_ns,watts", .. watts.Select(static (value, i) => string.Create(CultureInfo.InvariantCulture, $"{i * 10_000_000L},{value}"))]);
        return file;
    }

    private async Task<ScriptProcess> RunAsync(params string[] arguments)
    {
        ScriptProcess run = await _process.RunAsync(SuiteProcess.Real, ["--filter", "*Classic*", "--models", "lenet5", "--frameworks", "onnxruntime", "--devices", "cpu", "--results-dir", Results, .. arguments]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        return run;
    }

    private CaseReport ReadCase(ScriptProcess run)
    {
        CaseReport found = RunReport.Read(FileOf(RunReport.FileName)).Cases.Single();
        Assert.True(found.Status == "ok", run.Output + run.Error);
        return found;
    }

    private string FileOf(string name)
    {
        return Path.Combine(Path.GetDirectoryName(Directory.GetFiles(Results, RunReport.FileName, SearchOption.AllDirectories).Single())!, name);
    }
}
