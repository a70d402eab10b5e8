using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;
using Xunit;
using static InferenceBench.Tests.Unit.Sampling.Energy.Recordings;
using static InferenceBench.Tests.Unit.Sampling.Energy.Trace;

namespace InferenceBench.Tests.Unit.Sampling.Energy;

public sealed class SourceEnergyTests
{
    private static readonly EnergyRoute s_counter = new("counter", [0], ChannelKind.EnergyCounter, Traits);
    private static readonly EnergyRoute s_power = new("power", [1], ChannelKind.InstantaneousPower, Traits);
    private static readonly RecordedSource s_gpu = Source([Millijoules("energy"), Watts("power")], s_counter, s_power);

    [Fact]
    public void A_long_window_takes_the_counter()
    {
        var energy = SourceEnergy.Of(Record(s_gpu, 14, Ticks(300), static _ => 290), [Window(1_000, 12_000)]);

        Assert.Equal(("counter", null), (energy.Route, energy.Reason));
        Assert.Equal(3_300, energy.Energy.Joules!.Value, 1e-6);
        Assert.Equal(TimeSpan.FromMilliseconds(100), energy.Refresh!.Value.Period);
        Assert.Empty(energy.Energy.Flags);
        Assert.Empty(energy.Notes);
    }

    [Theory]
    [InlineData(4_100, 0, "counter")]
    [InlineData(4_099, 0, "power")]
    [InlineData(4_099, 100, "counter")]
    public void A_window_under_41_refresh_periods_takes_what_is_less_uncertain(int lengthMs, double swingWatts, string route)
    {
        var energy = SourceEnergy.Of(Record(s_gpu, 8, Ticks(300), t => 290 + ((int)(t / 0.25) % 2 == 0 ? swingWatts : -swingWatts)), [Window(1_000, 1_000 + lengthMs)]);

        Assert.Equal(route, energy.Route);
        Assert.Contains(EnergyFlags.ShortWindow, energy.Energy.Flags);
    }

    [Fact]
    public void A_short_window_takes_the_counter_where_power_cannot_be_read()
    {
        var energy = SourceEnergy.Of(Record(s_gpu, 8, Ticks(300), static _ => double.NaN), [Window(1_000, 2_000)]);

        Assert.Equal("counter", energy.Route);
        Assert.Equal(300, energy.Energy.Joules!.Value, 1e-6);
    }

    [Theory]
    [InlineData(334, true)]
    [InlineData(332, false)]
    [InlineData(269, true)]
    [InlineData(271, false)]
    public void Counter_and_power_more_than_a_tenth_apart_are_flagged_with_both_figures(double powerWatts, bool isFlagged)
    {
        var energy = SourceEnergy.Of(Record(s_gpu, 12, Ticks(300), _ => powerWatts), [Window(500, 10_500)]);

        Assert.Equal(isFlagged, energy.Energy.Flags.Contains(EnergyFlags.Disagreement));
        Assert.Equal(isFlagged, energy.Notes.Any(note => note.StartsWith("counter: 3000 J, power: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_counter_that_was_reset_leaves_the_energy_to_the_power()
    {
        Func<double, double> ticks = Ticks(300);
        var energy = SourceEnergy.Of(Record(s_gpu, 12, t => t < 5 ? 1e6 + ticks(t) : ticks(t - 5), static _ => 290), [Window(500, 10_500)]);

        Assert.Equal("power", energy.Route);
        Assert.Equal(2_900, energy.Energy.Joules!.Value, 1e-6);
        Assert.DoesNotContain(EnergyFlags.CounterReset, energy.Energy.Flags);
    }

    [Fact]
    public void A_counter_that_stands_still_is_no_measurement()
    {
        RecordedSource only = Source([Millijoules("energy")], s_counter);

        var energy = SourceEnergy.Of(Record(only, 12, static _ => 777), [Window(500, 10_500)]);

        Assert.Null(energy.Energy.Joules);
        Assert.Null(energy.Route);
        Assert.Equal("the energy counter did not change at all", energy.Reason);
        Assert.Equal("power", SourceEnergy.Of(Record(s_gpu, 12, static _ => 777, static _ => 290), [Window(500, 10_500)]).Route);
    }

    [Fact]
    public void Without_energy_every_route_says_why()
    {
        var energy = SourceEnergy.Of(Record(s_gpu, 3, Ticks(300), static _ => double.NaN), [Window(500, 10_500)]);

        Assert.Null(energy.Energy.Joules);
        Assert.Matches("^counter: the readings end inside .*; power: no valid reading ", energy.Reason);
        Assert.Contains(EnergyFlags.NotCovered, energy.Energy.Flags);
        Assert.Equal(10, energy.Energy.Seconds, 1e-12);
    }

    [Fact]
    public void A_lost_source_has_no_energy_but_its_reason()
    {
        var recording = new PowerRecording(s_gpu, [0, 10_000 * Ms], [0, 50, 500_000, 50]) { LostReason = "GPU is lost" };

        var energy = SourceEnergy.Of(recording, [Window(0, 10_000)]);

        Assert.Equal("GPU is lost", energy.Reason);
        Assert.Null(energy.Energy.Joules);
        Assert.Equal(10, energy.Energy.Seconds);
    }

    [Fact]
    public void A_source_without_a_total_and_a_case_without_windows_say_so()
    {
        RecordedSource rails = Source([Watts("RAIL_A")]) with { NoEnergyReason = "the rails are of no known board" };

        Assert.Equal("the rails are of no known board", SourceEnergy.Of(Record(rails, 1, static _ => 5), [Window(0, 500)]).Reason);
        Assert.NotNull(SourceEnergy.Of(Record(s_gpu, 1, Ticks(300), static _ => 5), []).Reason);
    }

    [Fact]
    public void Flags_of_the_source_and_of_the_recording_are_kept()
    {
        RecordedSource source = s_gpu with { Flags = [EnergyFlags.OtherDevice], Refresh = [new RefreshPeriod(TimeSpan.FromMilliseconds(100), false), s_gpu.Refresh[1]] };
        PowerRecording plain = Record(source, 14, Ticks(300), static _ => 290);
        var recording = new PowerRecording(source, [.. plain.TimesNs], [.. plain.TimesNs.SelectMany((_, i) => new[] { plain.Series(0).Values[i], 290 })]) { LostSamples = 3 };

        var energy = SourceEnergy.Of(recording, [Window(1_000, 12_000)]);

        Assert.Equal([EnergyFlags.RefreshAssumed, EnergyFlags.SamplesLost, EnergyFlags.OtherDevice], energy.Energy.Flags);
    }

    [Fact]
    public void Rails_are_added_reading_by_reading_and_never_in_part()
    {
        RecordedSource board = Source([Watts("CPU"), Watts("GPU")], new EnergyRoute("CPU+GPU", [0, 1], ChannelKind.InstantaneousPower, Traits with { GainUncertainty = 0.03 }));

        var energy = SourceEnergy.Of(Record(board, 12, static t => t is > 3 and < 3.1 ? double.NaN : 4, static t => 6 + (t > 5 && t < 5.01 ? 5 : 0)), [Window(1_000, 11_000)]);
        var without = SourceEnergy.Of(Record(board, 12, static _ => double.NaN, static _ => 6), [Window(1_000, 11_000)]);

        Assert.Equal(100, energy.Energy.Joules!.Value, 1e-9);
        Assert.Equal(4, energy.Energy.InvalidSamples);
        Assert.Equal(2 * 0.03 * 100, energy.Energy.UncertaintyJoules!.Value, 1e-9);
        Assert.Null(without.Energy.Joules);
    }

    [Fact]
    public void Counters_are_added_with_their_gain_in_full()
    {
        RecordedSource host = Source([Millijoules("package-0"), Millijoules("dram")], new EnergyRoute("package+dram", [0, 1], ChannelKind.EnergyCounter, Traits));

        var energy = SourceEnergy.Of(Record(host, 14, Ticks(100), Ticks(20)), [Window(1_000, 12_000)]);
        var half = SourceEnergy.Of(Record(host, 14, Ticks(100), static _ => 5), [Window(1_000, 12_000)]);

        Assert.Equal(1_320, energy.Energy.Joules!.Value, 1e-6);
        double systematic = Math.Pow(energy.Energy.UncertaintyJoules!.Value, 2) - Math.Pow(energy.Energy.RandomUncertaintyJoules!.Value, 2);
        Assert.Equal(2 * 0.025 * 1_320, Math.Sqrt(systematic), 1e-6);
        Assert.Null(half.Energy.Joules);
        Assert.Equal("dram: the energy counter did not change at all", half.Reason);
    }

    [Fact]
    public void A_one_second_average_leaves_out_the_first_second_of_a_long_window()
    {
        // The load steps from 50 to 300 W at 1 s; the sensor shows the mean of the last second.
        RecordedSource board = Source([Watts("power")], new EnergyRoute("power", [0], ChannelKind.AveragedPower, Traits));
        PowerRecording recording = Record(board, 14, static t => 50 + (250 * Math.Clamp(t - 1, 0, 1)));

        var energy = SourceEnergy.Of(recording, [Window(1_000, 1_600), Window(1_600, 4_000), Window(4_000, 11_000)]);
        var tooShort = SourceEnergy.Of(recording, [Window(1_000, 4_000)]);

        Assert.Equal(3_000, energy.Energy.Joules!.Value, 1e-9);
        Assert.Equal(300, energy.Energy.MeanWatts!.Value, 1e-9);
        Assert.Equal(10, energy.Energy.Seconds);
        Assert.Equal([EnergyFlags.AveragedPower], energy.Energy.Flags);
        Assert.Equal(775, tooShort.Energy.Joules!.Value, 1e-6);
        Assert.Equal([EnergyFlags.AveragedPower, EnergyFlags.ShortWindow], tooShort.Energy.Flags);
    }
}
