using InferenceBench.Sampling.Sources;
using InferenceBench.Verbs.Power;
using Xunit;

namespace InferenceBench.Tests.Unit.Verbs.Power;

public sealed class SourceReaderTests
{
    private static readonly PowerChannel s_power = new("power", PowerScope.Gpu, ChannelKind.InstantaneousPower, "W");
    private static readonly PowerChannel s_rail = new("VDD_IN", PowerScope.Rail, ChannelKind.InstantaneousPower, "W");
    private static readonly PowerChannel s_counter = new("energy", PowerScope.Gpu, ChannelKind.EnergyCounter, "mJ");
    private static readonly PowerChannel s_gauge = new(GaugeNames.Temperature, PowerScope.Gpu, ChannelKind.Gauge, "C");

    [Fact]
    public void A_total_is_the_sum_of_its_routes_channels()
    {
        PowerReadSource read = Read(new ScriptedSource([s_power, s_rail, s_gauge], [30, 12, double.NaN]) { Routes = [ScriptedSource.Route(ChannelKind.InstantaneousPower, 0, 1)], TotalRails = ["a", "b"] });

        Assert.Equal((42, "gpu", "a board"), (read.TotalWatts, read.Scope, read.Board));
        Assert.Equal(["a", "b"], read.TotalRails);
        Assert.Equal([new KeyValuePair<string, double?>("VDD_IN", 12)], read.Rails);
        Assert.Empty(read.EnergyJoules);
        Assert.Equal(["a note"], read.Notes);
    }

    [Fact]
    public void Power_is_preferred_to_a_counter_that_comes_first()
    {
        PowerReadSource read = Read(new ScriptedSource([s_counter, s_power], [5000, 30]) { Routes = [ScriptedSource.Route(ChannelKind.EnergyCounter, 0), ScriptedSource.Route(ChannelKind.AveragedPower, 1)] });

        Assert.Equal(30, read.TotalWatts);
        Assert.Equal([new KeyValuePair<string, double?>("energy", 5)], read.EnergyJoules);
    }

    [Fact]
    public void A_value_that_is_missing_for_a_moment_is_read_again()
    {
        PowerReadSource read = Read(new ScriptedSource([s_power, s_rail], [double.NaN, double.NaN], [double.NaN, 12], [30, 12]) { Routes = [ScriptedSource.Route(ChannelKind.InstantaneousPower, 0)] });

        Assert.Equal((30, 12), (read.TotalWatts, read.Rails["VDD_IN"]));
    }

    [Fact]
    public void A_value_that_stays_missing_is_null_with_a_note()
    {
        PowerReadSource read = Read(new ScriptedSource([s_power, s_rail], [double.NaN, 12]) { Routes = [ScriptedSource.Route(ChannelKind.InstantaneousPower, 0)], TotalRails = ["VDD_GPU"] });

        Assert.Null(read.TotalWatts);
        Assert.Contains("no total: VDD_GPU could not be read this time", read.Notes);
    }

    [Fact]
    public void A_source_without_a_total_says_why_first()
    {
        PowerReadSource read = Read(new ScriptedSource([s_rail], [12]) { NoEnergyReason = "no total: because" });

        Assert.Null(read.TotalWatts);
        Assert.Equal(["no total: because", "a note"], read.Notes);
    }

    [Fact]
    public void A_counter_alone_gives_mean_power_of_two_readings()
    {
        PowerReadSource read = Read(new ScriptedSource([s_counter], [1000], [2000]) { Routes = [ScriptedSource.Route(ChannelKind.EnergyCounter, 0)] });

        Assert.InRange(read.TotalWatts!.Value, double.Epsilon, 10);
        Assert.Equal(2, read.EnergyJoules["energy"]);
    }

    [Fact]
    public void A_counter_that_stands_still_is_no_power()
    {
        PowerReadSource read = Read(new ScriptedSource([s_counter], [1000]) { Routes = [ScriptedSource.Route(ChannelKind.EnergyCounter, 0)] });

        Assert.Null(read.TotalWatts);
        Assert.Contains("no total: the counters did not move within 100 ms", read.Notes);
    }

    private static PowerReadSource Read(IPowerSource source)
    {
        return new SourceReader(source).Read();
    }
}
