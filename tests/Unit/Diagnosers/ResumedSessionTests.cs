using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using InferenceBench.Diagnosers.Power;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Reporting.Machine;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using InferenceBench.Sampling.Jetson;
using InferenceBench.Tests.Unit.Diagnosers.Power;
using InferenceBench.Tests.Unit.Reporting;
using Xunit;

namespace InferenceBench.Tests.Unit.Diagnosers;

/// <summary>A run of two cases, one of which fails, and its continuation; with scripted power.</summary>
public sealed class ResumedSessionTests : IDisposable
{
    private const long SecondNs = 1_000_000_000;
    private static readonly MachineDescription s_machine = new("testcpu-host", "Test CPU", [], 1, "os", "kernel", null, null, new Dictionary<string, string>());
    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedPower _power = new();
    private readonly StringWriter _output = new();
    private string _failing = "bad";
    private int _launches = 1;

    public ResumedSessionTests()
    {
        _power.Add(new ScriptedSource { Id = "rapl", Watts = static _ => 30 });
    }

    private string Directory => System.IO.Directory.GetDirectories(_folder["results/testcpu-host"]).Single();

    private RunReport Report => RunReport.Read(Path.Combine(Directory, RunReport.FileName));

    public void Dispose()
    {
        _output.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_was_measured_stays_and_what_is_measured_now_is_added()
    {
        Start();
        string before = Json("good");
        byte[] samples = File.ReadAllBytes(Path.Combine(Directory, Case("good").SamplesFile!));
        RunInfo first = Report.Run;
        _failing = "";

        int exitCode = Resume("bad", Report.Run.BootId);

        Assert.Equal(0, exitCode);
        Assert.Equal(before, Json("good"));
        Assert.Equal(samples, File.ReadAllBytes(Path.Combine(Directory, Case("good").SamplesFile!)));
        Assert.Equal(("ok", 100L), (Case("bad").Status, Case("bad").LatencyMs!.N));
        Assert.Equal((first.Id, first.StartedUtc), (Report.Run.Id, Report.Run.StartedUtc));
        Assert.Equal(["--first"], Report.Run.Arguments);
        Assert.True(Report.Run.FinishedUtc >= first.FinishedUtc);
        Assert.Equal(4, Report.Run.Idle.Count);
        Assert.Equal(first.Idle, Report.Run.Idle.Take(2));
        Assert.Equal(2, System.IO.Directory.GetFiles(Directory, "*-report-full.json").Length);
        Assert.Contains("// resumed ", File.ReadAllText(Path.Combine(Directory, "run.log")), StringComparison.Ordinal);
        Assert.Empty(System.IO.Directory.GetFiles(Directory, ".*"));
    }

    [Fact]
    public void In_the_same_boot_the_readings_go_on_in_the_same_file()
    {
        Start();
        string before = File.ReadAllText(Path.Combine(Directory, "power.csv"));

        Resume("bad", Report.Run.BootId);

        string after = File.ReadAllText(Path.Combine(Directory, "power.csv"));
        Assert.StartsWith(before, after, StringComparison.Ordinal);
        Assert.True(after.Length > before.Length);
        Assert.Equal(1, after.Split("t_ns,").Length - 1);
        Assert.All(Report.Cases, static one => Assert.Null(one.PowerFile));
        Assert.Single(System.IO.Directory.GetFiles(Directory, "power*.csv"));
    }

    [Theory]
    [InlineData("another boot")]
    [InlineData(null)]
    public void In_another_boot_or_one_that_may_be_the_readings_get_a_file_of_their_own(string? bootId)
    {
        Start();
        string before = File.ReadAllText(Path.Combine(Directory, "power.csv"));
        _failing = "";

        Resume("bad", bootId);

        Assert.Equal(before, File.ReadAllText(Path.Combine(Directory, "power.csv")));
        Assert.StartsWith("t_ns,", File.ReadAllText(Path.Combine(Directory, "power-2.csv")), StringComparison.Ordinal);
        Assert.Equal((null, "power-2.csv", bootId), (Case("good").PowerFile, Case("bad").PowerFile, Report.Run.BootId));
        Assert.Equal(bootId is not null, Report.Run.Notes.Any(static note => note.StartsWith("the machine was rebooted", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_row_that_a_power_loss_cut_off_is_taken_away_before_others_follow()
    {
        Start();
        string path = Path.Combine(Directory, "power.csv");
        string before = File.ReadAllText(path);
        File.AppendAllText(path, "1234,rapl,pack");

        Resume("bad", Report.Run.BootId);

        Assert.StartsWith(before, File.ReadAllText(path), StringComparison.Ordinal);
        Assert.DoesNotContain("1234,rapl,pack", File.ReadAllText(path)[..(before.Length + 20)], StringComparison.Ordinal);
        Assert.All(File.ReadAllLines(path), static line => Assert.Equal(5, line.Split(',').Length));
    }

    [Fact]
    public void A_case_that_fails_again_has_its_new_reason_and_the_run_its_exit_code()
    {
        Start();
        _failing = "bad";

        int exitCode = Resume("bad", null, reason: "still no");

        Assert.Equal((1, "still no"), (exitCode, Case("bad").Reason));
    }

    [Fact]
    public void Another_power_mode_is_refused_before_anything_changes()
    {
        Start();
        string before = File.ReadAllText(Path.Combine(Directory, RunReport.FileName));
        _power.Boards.Clear();
        _power.Boards.Enqueue(new BoardState { Model = "Board", PowerModeId = 3, PowerModeName = "MAXN" });

        ResultsException error = Assert.Throws<ResultsException>(() => Resume("bad", null));

        Assert.Contains("another power mode: unknown there, 3: MAXN here", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(Directory, RunReport.FileName)));
        Assert.Empty(System.IO.Directory.GetFiles(Directory, ".*"));
    }

    [Fact]
    public void Over_current_events_of_all_starts_add_up()
    {
        BoardState Board(long events) => new() { Model = "Board", PowerModeId = 2, OverCurrentEvents = new Dictionary<string, long> { ["oc1"] = events } };
        _power.Boards.Clear();
        Array.ForEach([7, 9, 20, 25], events => _power.Boards.Enqueue(Board(events)));
        Start();
        Assert.Equal(2, Report.Run.Board!.OverCurrentEvents["oc1"]);

        Resume("bad", null);

        Assert.Equal(7, Report.Run.Board!.OverCurrentEvents["oc1"]);
    }

    [Fact]
    public void Exported_times_hold_the_cases_of_all_starts()
    {
        Start();
        _failing = "";

        Resume("bad", null, exportTimes: _folder["times.json"]);

        using JsonDocument times = JsonDocument.Parse(File.ReadAllText(_folder["times.json"]));
        Assert.Equal(["good", "bad"], times.RootElement.GetProperty("cases").EnumerateArray().Select(static one => one.GetProperty("model").GetString()));
    }

    [Fact]
    public void Energy_is_over_the_windows_of_all_launches_and_not_over_the_gaps_between_them()
    {
        _launches = 3;
        _failing = "";

        Start();

        Assert.All(Report.Cases, static one =>
        {
            Assert.Equal([1, 1, 1], one.LaunchWindows);
            Assert.Equal((300L, 450L), (one.LatencyMs!.N, one.Energy!.Inferences));
            Assert.Equal(90, one.Energy.Joules!.Value, 1e-6);
            Assert.Equal(3, one.Energy.WindowSeconds!.Value, 1e-9);
            Assert.Equal(0.2, one.Energy.PerInferenceJoulesGross!.Value, 1e-9);
            Assert.Contains(one.Notes, static note => note.StartsWith("150 inferences found no room", StringComparison.Ordinal));
        });
    }

    private CaseReport Case(string model)
    {
        return Report.Cases.Single(one => one.Model == model);
    }

    private string Json(string model)
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(Path.Combine(Directory, RunReport.FileName)));
        return report.RootElement.GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("model").GetString() == model).GetRawText();
    }

    private void Start()
    {
        using ResultsSession session = ResultsSession.Create(Options(null), TimeProvider.System, _power.Hardware);
        Run(session, null, "no");
    }

    private int Resume(string only, string? bootId, string reason = "no", string? exportTimes = null)
    {
        using ResumedRun resumed = ResumedRun.Open(Directory);
        using ResultsSession session = ResultsSession.Resume(Options(exportTimes), resumed, TimeProvider.System, _power.Hardware, bootId);
        return Run(session, only, reason);
    }

    private ResultsOptions Options(string? exportTimes)
    {
        var request = new PowerRequest { Sources = [new("rapl")] };
        return new ResultsOptions(_folder["results"], s_machine, ["--first"], null, exportTimes) { Power = PowerPlan.Create(request, ["cpu"], []) };
    }

    private int Run(ResultsSession session, string? only, string reason)
    {
        Job job = new Job("ort").WithLaunchCount(_launches).WithToolchain(new FakeToolchain((one, start) => Child(one, start, reason), session.Diagnoser))
            .WithEnvironmentVariables(new(CaseKeys.FrameworkVariable, "onnxruntime"), new(CaseKeys.ProviderVariable, "cpu"));
        ManualConfig config = ManualConfig.CreateEmpty().AddJob(job).WithOptions(ConfigOptions.DisableOptimizationsValidator);
        if (only is not null)
        {
            config.AddFilter(new BenchmarkDotNet.Filters.SimpleFilter(one => CaseKeys.From(one).Model == only));
        }

        session.Configure(config);
        session.BeginPower(TimeSpan.FromSeconds(10), static _ => { }, TestContext.Current.CancellationToken);
        Summary summary = BenchmarkRunner.Run<FakeBenchmarks>(config);
        return session.Finish([summary], _output, TextWriter.Null);
    }

    // 1 s of start-up, then 150 inferences in a window of 1 s, of which the trace has room for 100.
    private (int ExitCode, string[] Lines) Child(BenchmarkCase benchmarkCase, System.Diagnostics.ProcessStartInfo start, string reason)
    {
        if (CaseKeys.From(benchmarkCase).Model == _failing)
        {
            return (1, [$"// ERROR: {reason}"]);
        }

        long from = _power.NowNs + SecondNs;
        _power.NowNs = from + SecondNs;
        long[] stamps = [.. Enumerable.Range(0, 100).SelectMany(i => new[] { from + (i * SecondNs / 100), from + ((i + 1) * SecondNs / 100) })];
        InferenceTrace.Write(start.Environment[InferenceTrace.PathVariable]!, stamps, [new TraceWindow(from, from + SecondNs, 0, 100)], dropped: 50);
        return (0, FakeToolchain.Measured(1));
    }
}
