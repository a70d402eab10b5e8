using InferenceBench.Diagnosers.Power;
using InferenceBench.Sampling.Sources;
using InferenceBench.Tests.Unit.Reporting;
using Xunit;

namespace InferenceBench.Tests.Unit.Diagnosers.Power;

public sealed class PowerPlanTests : IDisposable
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void A_Jetson_is_read_by_its_own_sensors_whatever_the_device()
    {
        PowerPlan plan = Auto(["ina3221", "nvml", "rapl"], "cpu", "cuda:0");

        Assert.Equal([new PlannedSource(new PowerSelection("ina3221"))], plan.For("cpu")!.Sources);
        Assert.Equal([new PlannedSource(new PowerSelection("ina3221"))], plan.For("cuda:0")!.Sources);
        Assert.Single(plan.Selections);
    }

    [Fact]
    public void A_GPU_is_read_by_its_own_ordinal_with_the_processor_beside_it()
    {
        PowerPlan plan = Auto(["nvml", "rapl"], "cpu", "cuda:1", "cuda:0");

        Assert.Equal([new PowerSelection("nvml", 1), new PowerSelection("rapl")], plan.For("cuda:1")!.Sources.Select(static source => source.Selection));
        Assert.Equal([new PowerSelection("rapl")], plan.For("cpu")!.Sources.Select(static source => source.Selection));
        Assert.Equal(3, plan.Selections.Count);
        Assert.All(plan.For("cuda:1")!.Sources, static source => Assert.False(source.IsOtherDevice));
    }

    [Fact]
    public void The_processor_never_stands_for_a_GPU()
    {
        DevicePlan plan = Auto(["rapl"], "cuda:0").For("cuda:0")!;

        Assert.Equal("no power sensor can be read (nvml: nvml is not here; ina3221: ina3221 is not here)", plan.NoPrimaryReason);
        Assert.Equal(["rapl"], plan.Sources.Select(static source => source.Selection.Id));
    }

    [Fact]
    public void Without_any_sensor_there_is_a_reason_and_nothing_to_open()
    {
        PowerPlan plan = Auto([], "cpu");

        Assert.Equal("no power sensor can be read (rapl: rapl is not here; ina3221: ina3221 is not here)", plan.For("cpu")!.NoPrimaryReason);
        Assert.Empty(plan.Selections);
        Assert.Equal(TimeSpan.Zero, plan.IdleFor(s_long));
    }

    [Fact]
    public void A_processor_is_not_asked_for_GPUs()
    {
        var nvml = new ScriptedSensor("nvml", true);

        PowerPlan.Create(new PowerRequest { Root = "/mnt" }, ["cpu"], [nvml]);

        Assert.Empty(nvml.Probed);
    }

    [Fact]
    public void Named_sources_are_read_for_every_device_without_being_asked_first()
    {
        var nvml = new ScriptedSensor("nvml", false);
        var request = new PowerRequest { Sources = [new("nvml"), new("rapl"), new("ina3221")] };

        PowerPlan plan = PowerPlan.Create(request, ["cpu", "cuda:2"], [nvml]);

        Assert.Empty(nvml.Probed);
        Assert.Equal(
            [(new PowerSelection("nvml"), true), (new PowerSelection("rapl"), false), (new PowerSelection("ina3221"), false)],
            plan.For("cpu")!.Sources.Select(static source => (source.Selection, source.IsOtherDevice)));
        Assert.Equal(
            [(new PowerSelection("nvml", 2), false), (new PowerSelection("rapl"), true), (new PowerSelection("ina3221"), false)],
            plan.For("cuda:2")!.Sources.Select(static source => (source.Selection, source.IsOtherDevice)));
    }

    [Fact]
    public void None_is_nothing_for_any_device()
    {
        PowerPlan plan = PowerPlan.Create(new PowerRequest { IsNone = true }, ["cpu"], [new ScriptedSensor("rapl", true)]);

        Assert.Null(plan.For("cpu"));
        Assert.Empty(plan.Selections);
    }

    [Fact]
    public void Idle_power_is_measured_when_a_source_is_named_or_the_run_is_long()
    {
        PowerPlan named = PowerPlan.Create(new PowerRequest { Sources = [new("rapl")] }, ["cpu"], []);
        PowerPlan auto = Auto(["rapl"], "cpu");
        PowerPlan given = PowerPlan.Create(new PowerRequest { Idle = s_short }, ["cpu"], [new ScriptedSensor("rapl", true)]);
        PowerPlan off = PowerPlan.Create(new PowerRequest { Sources = [new("rapl")], Idle = TimeSpan.Zero }, ["cpu"], []);

        Assert.Equal([5, 5], new[] { named.IdleFor(s_short), named.IdleFor(s_long) }.Select(static idle => idle.TotalSeconds));
        Assert.Equal([0, 5], new[] { auto.IdleFor(s_short), auto.IdleFor(s_long) }.Select(static idle => idle.TotalSeconds));
        Assert.Equal(s_short, given.IdleFor(s_short));
        Assert.Equal(TimeSpan.Zero, off.IdleFor(s_long));
    }

    [Fact]
    public void A_replay_has_no_idle_power()
    {
        File.WriteAllText(_folder["trace.csv"], "t_ns,watts\n0,5\n1000000000,5\n");
        var request = new PowerRequest { Sources = [new("replay", ReplayFile: _folder["trace.csv"])], Idle = s_short };

        PowerPlan plan = PowerPlan.Create(request, ["cpu"], []);

        Assert.Equal(TimeSpan.Zero, plan.IdleFor(s_long));
        Assert.Single(plan.Replays);
    }

    [Fact]
    public void A_replay_that_cannot_be_read_is_refused_before_anything_is_measured()
    {
        var request = new PowerRequest { Sources = [new("replay", ReplayFile: _folder["missing.csv"])] };

        PowerSourceException error = Assert.Throws<PowerSourceException>(() => PowerPlan.Create(request, ["cpu"], []));

        Assert.Contains(_folder["missing.csv"], error.Message, StringComparison.Ordinal);
    }

    private static PowerPlan Auto(string[] there, params string[] devices)
    {
        string[] all = ["nvml", "ina3221", "rapl"];
        return PowerPlan.Create(new PowerRequest(), devices, [.. all.Select(id => new ScriptedSensor(id, there.Contains(id)))]);
    }
}
