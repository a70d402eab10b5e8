using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Nvml;
using InferenceBench.Sampling.Sources;
using InferenceBench.Tests.Integration.Native;
using InferenceBench.Tests.Unit.Sampling;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

/// <summary>What an open GPU gives, read from a scripted one.</summary>
[Collection(LoadedFakesGroup.Name)]
public sealed class NvmlSourceTests
{
    private const long TickNs = 100_000_000;

    [Fact]
    public void A_constant_power_is_read_by_counter_and_power()
    {
        using IPowerSource source = Open("constant:50;step:10ms");
        double[][] reads = [.. Enumerable.Range(0, 21).Select(_ => Read(source))];
        double[] steps = [.. reads.Zip(reads.Skip(1), static (before, after) => after[0] - before[0])];

        Assert.Equal(("nvml", "Fake A2 (GPU-00000000-0000-0000-0000-000000000000)", PowerScope.Gpu), (source.Id, source.Board, source.Scope));
        Assert.All(reads, static read => Assert.Equal(50, read[1], 1e-9));
        // 21 reads of two values at 10 ms each: four steps of 100 ms at 50 W, and nothing between them.
        Assert.Equal([5, 5, 5, 5], steps.Where(static step => step != 0).Select(step => Math.Round(step * source.Channels[0].JoulesPerUnit, 9)));
        Assert.Equal(["counter", "power"], source.Routes.Select(static route => route.Name));
        Assert.Equal([ChannelKind.EnergyCounter, ChannelKind.InstantaneousPower], source.Routes.Select(static route => route.Kind));
        Assert.Equal(["power"], source.TotalRails);
        Assert.Empty(source.Flags);
        Assert.Empty(source.Notes);
        Assert.Null(source.NoEnergyReason);
    }

    [Fact]
    public void Counter_and_power_follow_a_ramp()
    {
        using IPowerSource source = Open("ramp:10:110:1000ms;step:10ms");
        double[][] reads = [.. Enumerable.Range(0, 80).Select(_ => Read(source))];
        double[] watts = [.. reads.Select(static read => read[1])];

        Assert.Equal(watts.Order(), watts);
        Assert.Equal(110, watts[^1], 1e-9);
        // 1 W a reading: two readings lie between one power and the next.
        Assert.Equal(2, watts[10] - watts[9], 1e-9);
        // The last reading comes 1.65 s after the start, the counter's last step at 1.6 s: the whole ramp at 60 W in the mean, then 0.6 s at 110 W.
        Assert.Equal((60 * 1.0) + (110 * 0.6), (reads[^1][0] - reads[0][0]) / 1000, 1e-9);
    }

    [Fact]
    public void The_first_reading_has_all_gauges()
    {
        using IPowerSource source = Open("constant:50");
        double[] first = Read(source);

        Assert.Equal(
            [
                ("gpu_utilization", "%", 87.0), ("memory_used", "B", 3L << 30), ("temperature", "C", 63), ("sm_clock", "MHz", 1410), ("sm_clock_max", "MHz", 1770),
                ("memory_clock", "MHz", 6251), ("throttle_reasons", "", 0x24), ("pstate", "state", 2), ("pcie_link_generation", "gen", 4), ("pcie_link_width", "lanes", 8),
            ],
            source.Channels.Index().Skip(2).Select(pair => (pair.Item.Name, pair.Item.Unit, first[pair.Index])));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        using IPowerSource source = Open("constant:50");
        var values = new double[source.Channels.Count];
        source.Read(values);

        Assert.Equal(0, Allocation.LeastOf(1000, () => source.Read(values)));
    }

    [Fact]
    public void Slow_readings_are_read_all_the_same()
    {
        using IPowerSource source = Open("constant:50;slow:5ms");

        Assert.Equal(50, Read(source)[1], 1e-9);
    }

    [Fact]
    public void A_driver_that_is_not_ready_for_a_moment_costs_one_reading()
    {
        using IPowerSource source = Open("constant:50;no_energy;hiccup:10");
        double[] watts = [.. Enumerable.Range(0, 30).Select(_ => Read(source)[0])];

        Assert.Equal(3, watts.Count(double.IsNaN));
        Assert.All(watts.Where(static value => !double.IsNaN(value)), static value => Assert.Equal(50, value, 1e-9));
    }

    [Theory]
    [InlineData("gpu_lost:40", "15: GPU is lost")]
    [InlineData("reset_required:40", "16: GPU requires reset")]
    [InlineData("unknown:40", "999: Unknown Error")]
    public void A_GPU_that_is_lost_ends_its_source(string script, string native)
    {
        using IPowerSource source = Open($"constant:50;{script}");
        int good = 0;
        PowerSourceException lost = Assert.Throws<PowerSourceException>(() =>
        {
            for (; good < 100; good++)
            {
                Read(source);
            }
        });

        Assert.InRange(good, 10, 20);
        Assert.Contains($"NVML can no longer read Fake A2: {native[(native.IndexOf(' ', StringComparison.Ordinal) + 1)..]}", lost.Message, StringComparison.Ordinal);
        Assert.Contains($" returned {native}", lost.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', lost.Message);
        Assert.Throws<PowerSourceException>(() => Read(source));
    }

    [Fact]
    public void A_driver_that_was_shut_down_ends_its_source()
    {
        IPowerSource source = Open("constant:50");
        source.Dispose();

        Assert.Contains("returned 1: Uninitialized", Assert.Throws<PowerSourceException>(() => Read(source)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("constant:50", 7, ChannelKind.InstantaneousPower, "", "")]
    [InlineData("constant:50;no_instant", 7, ChannelKind.AveragedPower, "power usage", "")]
    [InlineData("constant:50;no_energy;no_instant", 7, ChannelKind.AveragedPower, "power usage", "averaged_power")]
    [InlineData("constant:50;no_energy;no_instant", 9, ChannelKind.AveragedPower, "power usage", "averaged_power")]
    [InlineData("constant:50;no_energy;no_instant", 6, ChannelKind.InstantaneousPower, "power usage", "")]
    [InlineData("constant:50;no_energy;no_instant", 5, ChannelKind.InstantaneousPower, "power usage", "")]
    [InlineData("constant:50;no_energy;no_instant;name:NVIDIA A100-SXM4-80GB;pciid:20b2", 7, ChannelKind.InstantaneousPower, "power usage", "")]
    [InlineData("constant:50;no_energy;no_instant;no_usage", 7, ChannelKind.AveragedPower, "average power", "averaged_power")]
    public void The_best_power_is_taken_and_an_average_is_said(string script, int architecture, ChannelKind kind, string title, string flags)
    {
        using IPowerSource source = Open($"{script};arch:{architecture}");

        Assert.Equal(kind, Assert.Single(source.Channels, static channel => channel.Name == "power").Kind);
        Assert.Equal(title.Length > 0, source.Notes.Any(note => note.StartsWith($"power is NVML's {title} (", StringComparison.Ordinal)));
        Assert.Equal(flags, string.Join(',', source.Flags));
        Assert.Equal(50, Read(source)[Index(source, "power")], 1e-9);
    }

    [Fact]
    public void Where_only_the_module_can_be_read_that_is_said()
    {
        using IPowerSource source = Open("constant:50;module_scope");

        Assert.Equal(PowerScope.Module, source.Scope);
        Assert.Equal([EnergyFlags.ModuleScope], source.Flags);
        Assert.Equal(200, Read(source)[0], 1e-9);
        Assert.Contains("energy counter: Not Supported (nvmlDeviceGetTotalEnergyConsumption returned 3)", source.Notes);
    }

    [Theory]
    [InlineData("constant:50;mig", "MIG is on: the energy is that of the whole GPU, not of an instance")]
    [InlineData("constant:50;processes:1", "1 other process computes on this GPU")]
    [InlineData("constant:50;processes:40", "40 other processes compute on this GPU")]
    public void A_GPU_that_is_shared_is_flagged(string script, string note)
    {
        using IPowerSource source = Open(script);

        Assert.Equal([EnergyFlags.WholeGpu], source.Flags);
        Assert.Contains(note, source.Notes);
    }

    [Fact]
    public void Several_open_sources_keep_the_driver_until_the_last_is_closed()
    {
        IPowerSource first = Open("constant:50");
        IPowerSource second = new NvmlSensor().Open(new SensorQuery());
        Assert.Equal(2, LoadedFakes.References);
        first.Dispose();
        first.Dispose();

        Assert.Equal(50, Read(second)[1], 1e-9);
        second.Dispose();
        Assert.Equal(0, LoadedFakes.References);
    }

    [Fact]
    public void Every_way_to_energy_says_what_its_figures_are_good_for()
    {
        using IPowerSource source = Open("constant:50;no_instant");
        SensorTraits counter = source.Routes[0].Traits;
        SensorTraits averaged = source.Routes[1].Traits;

        Assert.Equal((TickNs, TimeSpan.FromSeconds(10)), ((long)counter.NominalRefresh.TotalNanoseconds, counter.MinimumWindow));
        Assert.Equal(TimeSpan.FromSeconds(30), averaged.MinimumWindow);
        Assert.Equal(0.05, counter.GainUncertainty);
    }

    private static IPowerSource Open(string script)
    {
        LoadedFakes.Script(script);
        return new NvmlSensor().Open(new SensorQuery());
    }

    private static double[] Read(IPowerSource source)
    {
        var values = new double[source.Channels.Count];
        source.Read(values);
        return values;
    }

    private static int Index(IPowerSource source, string name)
    {
        return source.Channels.Index().Single(pair => pair.Item.Name == name).Index;
    }
}
