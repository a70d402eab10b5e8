using InferenceBench.Sampling.Sources;
using InferenceBench.Verbs.Power;
using Xunit;

namespace InferenceBench.Tests.Unit.Verbs.Power;

public sealed class WatchTableTests
{
    private static readonly PowerChannel s_power = new("VDD_CPU_GPU_CV", PowerScope.Rail, ChannelKind.InstantaneousPower, "W");
    private static readonly PowerChannel s_counter = new("package-0", PowerScope.Package, ChannelKind.EnergyCounter, "uJ") { CounterRange = 10e6 };
    private static readonly PowerChannel s_memory = new(GaugeNames.MemoryUsed, PowerScope.Gpu, ChannelKind.Gauge, "B");

    [Fact]
    public void Columns_are_aligned_under_names_and_units()
    {
        var table = new WatchTable([new ScriptedSource([s_power, s_memory])]);

        Assert.Equal(
            """
            #         VDD_CPU_GPU_CV  memory_used
            # s                    W          MiB
            0.100             12.346          512
            0.200                n/a          n/a
            """,
            string.Join('\n', table.Header.ReplaceLineEndings("\n"), table.Row(0.1, [12.3456, 512.0 * 1024 * 1024]), table.Row(0.2, [double.NaN, double.NaN])));
    }

    [Fact]
    public void Counters_are_shown_as_power_since_the_line_before_over_a_wrap()
    {
        var table = new WatchTable([new ScriptedSource([s_counter])]);

        Assert.Equal(["n/a", "20.000", "30.000", "n/a"], new[] { table.Row(0, [7e6]), table.Row(0.1, [9e6]), table.Row(0.2, [2e6]), table.Row(0.3, [double.NaN]) }.Select(static row => row.Split(' ')[^1]));
    }

    [Fact]
    public void Several_sources_name_their_columns()
    {
        var table = new WatchTable([new ScriptedSource([s_power]) { Id = "ina3221" }, new ScriptedSource([s_counter]) { Id = "rapl" }]);

        Assert.Equal("#         ina3221:VDD_CPU_GPU_CV  rapl:package-0", table.Header.Split(Environment.NewLine)[0]);
    }

    [Fact]
    public void A_counter_that_goes_back_without_a_range_gives_no_power()
    {
        Assert.Equal(double.NaN, CounterPower.Watts(s_counter with { CounterRange = null }, 9, 2, 1));
    }
}
