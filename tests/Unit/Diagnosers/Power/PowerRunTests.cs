using System.Diagnostics;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using InferenceBench.Diagnosers.Power;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Reporting.Machine;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Jetson;
using InferenceBench.Tests.Unit.Reporting;
using Xunit;

namespace InferenceBench.Tests.Unit.Diagnosers.Power;

/// <summary>Power over a whole run of two cases, from its folder to its report.</summary>
public sealed class PowerRunTests : IDisposable
{
    private const long SecondNs = 1_000_000_000;
    private static readonly MachineDescription s_machine = new("testcpu-host", "Test CPU", [], 1, "os", "kernel", null, null, new Dictionary<string, string>());
    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedPower _machine = new();
    private readonly StringWriter _output = new();
    private readonly List<string> _progress = [];
    private readonly List<EnergyWindow> _windows = [];
    private readonly CancellationTokenSource _cancellation = new();

    public void Dispose()
    {
        _cancellation.Dispose();
        _output.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Idle_power_is_measured_before_and_after_and_the_report_uses_both()
    {
        // Idle rises from 10 W to 10.1 W over the run; the two cases draw 30 W.
        _machine.Add(new ScriptedSource { Id = "rapl", Watts = ns => WattsAt(ns, idleAfter: 10.1) });

        (RunReport report, string directory) = Run(new PowerRequest { Sources = [new("rapl")] });

        Assert.Equal(["measuring idle power for 5 s before the first case", "measuring idle power for 5 s after the last case"], _progress);
        Assert.Equal(2 * report.Cases.Count, _machine.Touches.Count);
        Assert.All(report.Cases.Zip(_machine.Touches.Chunk(2)), static pair => Assert.True(pair.Second[0] <= pair.First.Windows[0].StartNs && pair.Second[1] >= pair.First.Windows[^1].EndNs));
        Assert.Equal([10, 10.1], report.Run.Idle.Select(static idle => Math.Round(idle.Watts, 6)));
        Assert.All(report.Cases, static c =>
        {
            Assert.Equal(0.2, c.Energy!.PerInferenceJoulesGross!.Value, 1e-9);
            Assert.InRange(c.Energy.IdleWatts!.Value, 10.001, 10.099);
            Assert.Equal(0.2 - (c.Energy.IdleWatts.Value / 150), c.Energy.PerInferenceJoulesNet!.Value, 1e-9);
            Assert.DoesNotContain(EnergyFlags.IdleDrift, c.Energy.Flags);
        });
        Assert.True(report.Cases[0].Energy!.IdleWatts < report.Cases[1].Energy!.IdleWatts);
        Assert.Equal(
            ["ema.csv", "idling_power.json", "power.csv"],
            Directory.GetFiles(directory).Select(Path.GetFileName).Intersect(["ema.csv", "idling_power.json", "power.csv"]).Order());
        Assert.Contains("| Energy [mJ] |", File.ReadAllText(Path.Combine(directory, "run.log")), StringComparison.Ordinal);
        Assert.Contains("rapl power, 10 ms", _output.ToString(), StringComparison.Ordinal);
        Assert.True(_machine.Opened.Single().IsDisposed);
    }

    [Fact]
    public void A_drift_of_idle_power_is_measured_once_more_and_flagged_on_every_case()
    {
        _machine.Add(new ScriptedSource { Id = "rapl", Watts = ns => WattsAt(ns, idleAfter: 11) });

        (RunReport report, _) = Run(new PowerRequest { Sources = [new("rapl")], Idle = TimeSpan.FromSeconds(2) });

        Assert.Equal("measuring idle power for 2 s again: it has drifted", _progress[^1]);
        Assert.Equal([10, 11, 11], report.Run.Idle.Select(static idle => Math.Round(idle.Watts, 6)));
        Assert.All(report.Cases, static c => Assert.Contains(EnergyFlags.IdleDrift, c.Energy!.Flags));
    }

    [Fact]
    public void A_case_that_fails_has_no_energy_and_the_other_keeps_its_own()
    {
        _machine.Add(new ScriptedSource { Id = "rapl", Watts = static _ => 30 });

        (RunReport report, _) = Run(new PowerRequest { Sources = [new("rapl")] }, failing: "bad");

        Assert.Null(report.Cases.Single(static c => c.Model == "bad").Energy);
        Assert.Equal(30, report.Cases.Single(static c => c.Model == "good").Energy!.MeanWatts!.Value, 1e-9);
    }

    [Fact]
    public void Without_sources_nothing_is_sampled_and_nothing_waits()
    {
        (RunReport none, string directory) = Run(new PowerRequest { IsNone = true });
        (RunReport auto, _) = Run(new PowerRequest());

        Assert.All(none.Cases, static c => Assert.Null(c.Energy));
        Assert.All(auto.Cases, static c => Assert.Equal((null, "no power sensor can be read (rapl: not built; ina3221: not built)"), (c.Energy!.Source, c.Energy.Reason)));
        Assert.Contains("all cases: no power sensor can be read", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_machine.Waits);
        Assert.Empty(_progress);
        Assert.False(File.Exists(Path.Combine(directory, "power.csv")));
        Assert.DoesNotContain("Energy [mJ]", File.ReadAllText(Path.Combine(directory, "run.log")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupt_ends_the_run_without_waiting_for_idle_power()
    {
        _machine.Add(new ScriptedSource { Id = "rapl", Watts = static _ => 30 });

        (RunReport report, _) = Run(new PowerRequest { Sources = [new("rapl")] }, interrupted: true);

        Assert.Equal(["measuring idle power for 5 s before the first case"], _progress);
        Assert.Single(report.Run.Idle);
        Assert.All(report.Cases, static c => Assert.NotNull(c.Energy!.PerInferenceJoulesNet));
    }

    [Fact]
    public void The_state_of_the_board_is_that_of_the_start_and_what_changed_is_noted()
    {
        var start = new BoardState
        {
            Model = "Test Board",
            L4tRelease = "36.4.3",
            PowerModeId = 2,
            PowerModeName = "MODE_15W",
            AreClocksLocked = true,
            OverCurrentEvents = new Dictionary<string, long> { ["oc1"] = 7, ["oc2"] = 3 },
        };
        _machine.Boards.Clear();
        _machine.Boards.Enqueue(start);
        _machine.Boards.Enqueue(start with { PowerModeId = 0, PowerModeName = "MAXN", OverCurrentEvents = new Dictionary<string, long> { ["oc1"] = 7, ["oc2"] = 5 } });

        (RunReport report, _) = Run(new PowerRequest { IsNone = true });

        Assert.Equal(("2: MODE_15W", "Test Board", "36.4.3", true), (report.Run.PowerMode, report.Run.Board!.Model, report.Run.Board.L4t, report.Run.Board.ClocksLocked));
        Assert.Equal([("oc1", 0L), ("oc2", 2L)], report.Run.Board.OverCurrentEvents.Select(static pair => (pair.Key, pair.Value)));
        Assert.Equal(
            ["over-current events during the run (oc2 2): the board throttled; use a lower power mode or a stronger supply", "the power mode changed during the run from 2: MODE_15W to 0: MAXN"],
            report.Run.Notes);
    }

    private double WattsAt(long ns, double idleAfter)
    {
        bool isBusy = _windows.Exists(window => ns >= window.FromNs && ns <= window.ToNs);
        return isBusy ? 30 : _windows.Count == 2 && ns > _windows[1].ToNs ? idleAfter : 10;
    }

    private (RunReport Report, string Directory) Run(PowerRequest request, string failing = "", bool interrupted = false)
    {
        ResultsOptions options = new(_folder["results"], s_machine, [], null, null) { Power = PowerPlan.Create(request, ["cpu"], []) };
        using ResultsSession session = ResultsSession.Create(options, TimeProvider.System, _machine.Hardware);
        Job job = new Job("ort").WithToolchain(new FakeToolchain((c, start) => Child(c, start, failing)))
            .WithEnvironmentVariables(new(CaseKeys.FrameworkVariable, "onnxruntime"), new(CaseKeys.ProviderVariable, "cpu"));
        ManualConfig config = ManualConfig.CreateEmpty().AddJob(job).WithOptions(ConfigOptions.DisableOptimizationsValidator);
        session.Configure(config);
        session.BeginPower(TimeSpan.FromSeconds(10), _progress.Add, _cancellation.Token);
        Summary summary = BenchmarkRunner.Run<FakeBenchmarks>(config);
        if (interrupted)
        {
            _cancellation.Cancel();
        }

        session.Finish([summary], _output, TextWriter.Null);
        return (RunReport.Read(Path.Combine(session.Directory, "report.json")), session.Directory);
    }

    private (int ExitCode, string[] Lines) Child(BenchmarkCase benchmarkCase, ProcessStartInfo start, string failing)
    {
        if (CaseKeys.From(benchmarkCase).Model == failing)
        {
            return (1, ["// ERROR: no"]);
        }

        // 1 s of start-up, then 150 inferences in a window of 1 s, of which the trace has room for 100.
        long from = _machine.NowNs + SecondNs;
        _windows.Add(new EnergyWindow(from, from + SecondNs));
        _machine.NowNs = from + SecondNs;
        long[] stamps = [.. Enumerable.Range(0, 100).SelectMany(i => new[] { from + (i * SecondNs / 100), from + ((i + 1) * SecondNs / 100) })];
        InferenceTrace.Write(start.Environment[InferenceTrace.PathVariable]!, stamps, [new TraceWindow(from, from + SecondNs, 0, 100)], dropped: 50);
        return (0, FakeToolchain.Measured(1));
    }
}
