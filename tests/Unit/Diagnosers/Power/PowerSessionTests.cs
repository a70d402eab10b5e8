using System.Globalization;
using System.Text.Json;
using InferenceBench.Diagnosers.Power;
using InferenceBench.Reporting.Schema;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Sources;
using InferenceBench.Tests.Unit.Reporting;
using Xunit;

namespace InferenceBench.Tests.Unit.Diagnosers.Power;

public sealed class PowerSessionTests : IDisposable
{
    private const long SecondNs = 1_000_000_000;
    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedPower _machine = new();
    private readonly List<string> _notes = [];

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void Energy_counts_the_windows_alone_and_all_their_inferences()
    {
        // 30 W in the windows, 8 W before, between and after them.
        _machine.Add(new ScriptedSource { Id = "nvml", Watts = static ns => ns is >= 105 * SecondNs and <= 107 * SecondNs or >= 108 * SecondNs and <= 109 * SecondNs ? 30 : 8 });
        using PowerSession session = Start("nvml");
        _machine.NowNs = 112 * SecondNs;

        EnergyReport energy = Measure(session, 60, (105, 107), (108, 109));

        Assert.Equal(90, energy.Joules!.Value, 90 * 1e-6);
        Assert.Equal(1.5, energy.PerInferenceJoulesGross!.Value, 1e-6);
        Assert.Equal((30, 30), (Math.Round(energy.MeanWatts!.Value, 4), Math.Round(energy.PeakWatts!.Value, 4)));
        Assert.Equal((3, 60L, 1, "gpu", "scripted board", "power", 10), (energy.WindowSeconds, energy.Inferences, energy.Coverage, energy.Scope, energy.Board, energy.Route, energy.RefreshMs));
        Assert.Null(energy.Reason);
    }

    [Fact]
    public void Net_energy_and_its_uncertainty_follow_the_formula()
    {
        _machine.Add(new ScriptedSource { Id = "nvml", Gain = 0.05, Watts = static ns => (ns < 110 * SecondNs ? 8 : 30) + ((ns / 10_000_000 % 2 == 0) ? 0.5 : -0.5) });
        using PowerSession session = Start("nvml");
        session.MeasureIdle(TimeSpan.FromSeconds(5), isAfter: false, CancellationToken.None);
        _machine.NowNs = 125 * SecondNs;

        EnergyReport energy = Measure(session, 400, (112, 122));

        IdleMeasurement idle = Assert.Single(session.Idle.Measurements);
        Assert.Equal(8, idle.Watts, 0.01);
        Assert.True(idle.StandardUncertaintyWatts > 0);
        Assert.Equal(0.55, energy.PerInferenceJoulesNet!.Value, 1e-3);
        SourceEnergy gross = SourceEnergy.Of(_machine.Hardware.Sample([_machine.Opened[0]]).Capture(0, Window(112, 122)), [Window(112, 122)]);
        double random = gross.Energy.RandomUncertaintyJoules!.Value / 2;
        double expected = 2 * Math.Sqrt(Math.Pow(0.05 * 220, 2) + (random * random) + Math.Pow(10 * idle.StandardUncertaintyWatts, 2)) / 400;
        Assert.Equal(expected, energy.UncertaintyJoulesNet!.Value, 1e-4);
        Assert.Equal(gross.Energy.UncertaintyJoules!.Value / 400, energy.UncertaintyJoules!.Value, 1e-12);
        Assert.DoesNotContain(EnergyFlags.NoIdle, energy.Flags);
    }

    [Fact]
    public void A_restless_idle_power_makes_the_net_energy_of_a_steady_load_uncertain()
    {
        _machine.Add(new ScriptedSource { Id = "nvml", Gain = 0, Watts = static ns => ns >= 110 * SecondNs ? 30 : ns / 10_000_000 % 2 == 0 ? 6 : 10 });
        using PowerSession session = Start("nvml");
        session.MeasureIdle(TimeSpan.FromSeconds(5), isAfter: false, CancellationToken.None);
        _machine.NowNs = 125 * SecondNs;

        EnergyReport energy = Measure(session, 400, (112, 122));

        double idleWatts = session.Idle.Measurements.Single().StandardUncertaintyWatts;
        Assert.True(idleWatts > 0.01);
        Assert.Equal(2 * 10 * idleWatts / 400, energy.UncertaintyJoulesNet!.Value, 1e-9);
    }

    [Fact]
    public void A_load_below_idle_power_keeps_its_negative_net_energy_and_says_so()
    {
        _machine.Add(new ScriptedSource { Id = "rapl", Watts = static ns => ns < 110 * SecondNs ? 20 : 10 });
        using PowerSession session = Start("rapl");
        session.MeasureIdle(TimeSpan.FromSeconds(5), isAfter: false, CancellationToken.None);
        _machine.NowNs = 125 * SecondNs;

        EnergyReport energy = Measure(session, 10, (112, 122));

        Assert.Equal(-10, energy.PerInferenceJoulesNet!.Value, 1e-6);
        Assert.Contains(EnergyFlags.NegativeNet, energy.Flags);
    }

    [Fact]
    public void Without_idle_power_there_is_no_net_energy()
    {
        _machine.Add(new ScriptedSource { Id = "rapl", Watts = static _ => 20 });
        using PowerSession session = Start("rapl");
        _machine.NowNs = 125 * SecondNs;

        EnergyReport energy = Measure(session, 10, (112, 122));

        Assert.Equal((20, null, null, null), (energy.PerInferenceJoulesGross, energy.PerInferenceJoulesNet, energy.UncertaintyJoulesNet, energy.IdleWatts));
        Assert.Contains(EnergyFlags.NoIdle, energy.Flags);
    }

    [Fact]
    public void A_source_that_cannot_be_opened_gives_its_reason_and_the_others_their_energy()
    {
        _machine.Add(new ScriptedSource { Id = "rapl", Watts = static _ => 20 });
        using PowerSession session = Start("nvml", "rapl");
        _machine.NowNs = 125 * SecondNs;

        CaseReport report = Complete(session, 10, (112, 122));

        Assert.Equal(("nvml", "no nvml here", null), (report.Energy!.Source, report.Energy.Reason, report.Energy.Joules));
        Assert.Equal([null, 200.0], report.EnergySources.Select(static energy => energy.Joules));
        Assert.Equal(CaseStatus.Ok, report.Status);
    }

    [Fact]
    public void A_source_that_is_lost_costs_the_energy_of_its_case()
    {
        _machine.Add(new ScriptedSource { Id = "nvml", Watts = static _ => 20, Lost = (115 * SecondNs, "GPU is lost (15)") });
        using PowerSession session = Start("nvml");
        _machine.NowNs = 125 * SecondNs;

        EnergyReport energy = Measure(session, 10, (112, 122));

        Assert.Equal(("GPU is lost (15)", null, null, null), (energy.Reason, energy.Joules, energy.PerInferenceJoulesGross, energy.UncertaintyJoules));
    }

    [Fact]
    public void Readings_that_cannot_be_had_are_a_reason_and_no_exception()
    {
        _machine.Add(new ScriptedSource { Id = "nvml", Watts = static _ => 20 });
        _machine.OnCapture = static () => throw new InvalidOperationException("the sampler is broken");
        using PowerSession session = Start("nvml");

        session.MeasureIdle(TimeSpan.FromSeconds(5), isAfter: false, CancellationToken.None);
        EnergyReport energy = Measure(session, 10, (90, 95));

        Assert.Equal(("its readings could not be used: the sampler is broken", null), (energy.Reason, energy.Joules));
        Assert.Equal(["idle power could not be measured: the sampler is broken"], _notes);
    }

    [Fact]
    public void A_GPU_named_for_a_processor_is_flagged()
    {
        _machine.Add(new ScriptedSource { Id = "nvml", Watts = static _ => 20, Flags = [EnergyFlags.WholeGpu] });
        using PowerSession session = Start("nvml");
        _machine.NowNs = 125 * SecondNs;

        Assert.Equal([EnergyFlags.OtherDevice, EnergyFlags.WholeGpu, EnergyFlags.NoIdle], Measure(session, 10, (112, 122)).Flags.Except([EnergyFlags.ShortWindow]));
    }

    [Fact]
    public void Conditions_are_those_of_the_windows()
    {
        _machine.Add(new ScriptedSource
        {
            Id = "nvml",
            Watts = static _ => 20,
            Gauges = new Dictionary<string, Func<long, double>>
            {
                [GaugeNames.GpuUtilization] = static ns => ns < 112 * SecondNs ? 5 : 90,
                [GaugeNames.MemoryUsed] = static ns => ns / 1000,
                [GaugeNames.Temperature] = static ns => ns == 120 * SecondNs ? 71 : 60,
                [GaugeNames.SmClock] = static ns => ns < 117 * SecondNs ? 1000 : 1400,
                [GaugeNames.MaxSmClock] = static ns => ns == 119 * SecondNs ? 2000 : double.NaN,
                [GaugeNames.ThrottleReasons] = static ns => ns < 111 * SecondNs ? 0x8 : ns < 114 * SecondNs ? 0x4 : 0x1020,
            },
        });
        using PowerSession session = Start("nvml");
        _machine.NowNs = 125 * SecondNs;

        EnergyReport energy = Measure(session, 10, (112, 122));

        Assert.Equal((90, 122_000_000, 71, 1000), (energy.GpuUtilizationPercent, energy.MemoryUsedBytes, energy.MaxTemperatureC, energy.MinSmClockMhz));
        Assert.Equal(1200, energy.MeanSmClockMhz!.Value, 1.0);
        Assert.Equal(60, energy.SmClockPercentOfMax!.Value, 0.1);
        Assert.Equal(["sw_power_cap", "sw_thermal", "0x1000"], energy.ThrottleReasons);
    }

    [Fact]
    public void What_a_source_does_not_say_is_null()
    {
        _machine.Add(new ScriptedSource { Id = "nvml", Watts = static _ => 20, Gauges = new Dictionary<string, Func<long, double>> { [GaugeNames.ThrottleReasons] = static _ => 0 } });
        using PowerSession session = Start("nvml");
        _machine.NowNs = 125 * SecondNs;

        EnergyReport energy = Measure(session, 10, (112, 122));

        Assert.Equal((null, null, null), (energy.GpuUtilizationPercent, energy.MemoryUsedBytes, energy.SmClockPercentOfMax));
        Assert.Empty(energy.ThrottleReasons!);
    }

    [Fact]
    public void Power_csv_holds_each_reading_once_from_a_second_before_to_a_second_after()
    {
        _machine.Add(new ScriptedSource { Id = "nvml", Watts = static ns => ns == 113 * SecondNs ? double.NaN : 20.25 });
        using PowerSession session = Start("nvml");
        _machine.NowNs = 130 * SecondNs;
        Measure(session, 10, (112, 114));
        Measure(session, 10, (115, 116));

        string[] lines = File.ReadAllLines(_folder["power.csv"]);

        Assert.Equal("t_ns,source,rail,value,unit", lines[0]);
        Assert.Equal("111000000000,nvml,power,20.25,W", lines[1]);
        Assert.Equal("117000000000,nvml,power,20.25,W", lines[^1]);
        Assert.Equal(600, lines.Skip(1).Distinct().Count());
        Assert.Equal(600, lines.Length - 1);
    }

    [Fact]
    public void A_power_csv_that_cannot_be_written_is_one_note_and_costs_nothing_else()
    {
        Directory.CreateDirectory(_folder["power.csv"]);
        _machine.Add(new ScriptedSource { Id = "nvml", Watts = static _ => 20 });
        using PowerSession session = Start("nvml");
        _machine.NowNs = 130 * SecondNs;

        Assert.Equal(40, Measure(session, 10, (112, 114)).Joules!.Value, 1e-6);
        Assert.Equal(20, Measure(session, 10, (115, 116)).Joules!.Value, 1e-6);
        Assert.StartsWith("power.csv is not whole: ", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Idle_power_is_kept_in_microwatts_with_the_time_of_its_end()
    {
        _machine.Add(new ScriptedSource { Id = "nvml", Watts = static ns => ns < 106 * SecondNs ? 4.25 : 4.75 });
        using PowerSession session = Start("nvml");
        session.MeasureIdle(TimeSpan.FromSeconds(5), isAfter: false, CancellationToken.None);
        _machine.NowNs = 120 * SecondNs;
        session.MeasureIdle(TimeSpan.FromSeconds(5), isAfter: true, CancellationToken.None);

        using JsonDocument idle = JsonDocument.Parse(File.ReadAllText(_folder["idling_power.json"]));

        Assert.Equal(4_500_000, idle.RootElement.GetProperty("avg_idle_power").GetDouble(), 1);
        Assert.True(DateTime.TryParseExact(
            idle.RootElement.GetProperty("timestamp").GetString(), "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out _));
    }

    [Fact]
    public void An_idle_measurement_that_is_cut_short_counts_for_nothing()
    {
        _machine.Add(new ScriptedSource { Id = "nvml", Watts = static _ => 4 });
        using PowerSession session = Start("nvml");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        session.MeasureIdle(TimeSpan.FromSeconds(5), isAfter: false, cancelled.Token);

        Assert.Empty(session.Idle.Measurements);
        Assert.Empty(_notes);
        Assert.False(File.Exists(_folder["idling_power.json"]));
    }

    [Theory]
    [InlineData(ChannelKind.InstantaneousPower, 7)]
    [InlineData(ChannelKind.EnergyCounter, 1)]
    public void The_window_that_a_source_needs_is_its_own_or_a_hundred_steps_of_a_counter(ChannelKind kind, double seconds)
    {
        _machine.Add(new ScriptedSource { Id = "nvml", Watts = static _ => 4, Kind = kind });
        using PowerSession session = Start("nvml");

        Assert.Equal(TimeSpan.FromSeconds(seconds), session.MinimumWindow("cpu"));
        Assert.Null(session.MinimumWindow("cuda:7"));
    }

    [Fact]
    public void A_replay_starts_with_the_first_window_of_each_case_and_keeps_its_name()
    {
        // Half the trace is an idle tail: 27.86 W while busy for 2 s, then 8 W.
        File.WriteAllLines(_folder["maxn.csv"], ["t_ns,watts", .. Enumerable.Range(0, 401).Select(i => string.Create(CultureInfo.InvariantCulture, $"{500 + (i * 10_000_000L)},{(i <= 200 ? 27.86 : 8)}"))]);
        var request = new PowerRequest { Sources = [new("replay", ReplayFile: _folder["maxn.csv"])] };
        using PowerSession session = Start(request);

        EnergyReport[] energies = [Measure(session, 100, (112, 114)), Measure(session, 100, (215, 217))];

        Assert.All(energies, static energy =>
        {
            Assert.Equal(27.86, energy.MeanWatts!.Value, 1e-9);
            Assert.Equal("replay", energy.Source);
            Assert.Equal([EnergyFlags.Replay, EnergyFlags.NoIdle], energy.Flags);
        });
        Assert.False(session.IsSampling);
        Assert.Equal(["replay"], File.ReadLines(_folder["power.csv"]).Skip(1).Select(static line => line.Split(',')[1]).Distinct());
    }

    [Fact]
    public void A_case_without_windows_says_so()
    {
        _machine.Add(new ScriptedSource { Id = "nvml", Watts = static _ => 4 });
        using PowerSession session = Start("nvml");

        CaseReport report = session.Complete(CaseReport.Of(SampleReport.Key(), CaseStatus.Ok), null);

        Assert.Equal(("nvml", "no windows: its trace is missing or holds no inference"), (report.Energy!.Source, report.Energy.Reason));
    }

    [Fact]
    public void What_a_source_says_of_itself_stays_with_its_energy_and_it_is_closed_at_the_end()
    {
        _machine.Add(new ScriptedSource { Id = "ina3221", Watts = static _ => 4, Notes = ["VDD_CPU: permission denied"] });
        using (PowerSession session = Start("ina3221"))
        {
            _machine.NowNs = 125 * SecondNs;
            Assert.Equal(["VDD_CPU: permission denied"], Measure(session, 10, (112, 122)).Notes);
        }

        Assert.True(_machine.Opened.Single().IsDisposed);
        Assert.Empty(_notes);
    }

    private static EnergyWindow Window(long fromSeconds, long toSeconds)
    {
        return new EnergyWindow(fromSeconds * SecondNs, toSeconds * SecondNs);
    }

    private static EnergyReport Measure(PowerSession session, long inferences, params (long From, long To)[] windows)
    {
        return Complete(session, inferences, windows).Energy!;
    }

    private static CaseReport Complete(PowerSession session, long inferences, params (long From, long To)[] windows)
    {
        CaseEnergy? energy = session.Measure("cpu", [.. windows.Select(static window => Window(window.From, window.To))], inferences);
        return session.Complete(CaseReport.Of(SampleReport.Key(), CaseStatus.Ok), energy);
    }

    private PowerSession Start(params string[] sources)
    {
        return Start(new PowerRequest { Sources = [.. sources.Select(static id => new PowerSelection(id))] });
    }

    private PowerSession Start(PowerRequest request)
    {
        var session = new PowerSession(PowerPlan.Create(request, ["cpu"], []), _machine.Hardware, _folder.ToString(), _notes.Add);
        session.Start();
        return session;
    }
}
