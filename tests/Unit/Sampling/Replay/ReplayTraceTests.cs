using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Replay;
using InferenceBench.Sampling.Sources;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Replay;

public sealed class ReplayTraceTests
{
    private const long Start = 123_456_789_012_345;

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Data", "power", "traces");

    [Fact]
    public void The_first_row_is_the_start_of_the_case()
    {
        PowerRecording recording = Load("16_idle_baseline.csv").StartingAt(Start);

        var energy = SourceEnergy.Of(recording, [new EnergyWindow(Start + 5_000_000_000, Start + 15_000_000_000)]);

        Assert.Equal(Start, recording.TimesNs[0]);
        Assert.Equal([Start, Start + 10_000_000], Load("17_edge_hold.csv").StartingAt(Start).TimesNs.Take(2));
        Assert.Equal(300, energy.Energy.Joules!.Value, 1e-9);
        Assert.Equal("power", energy.Route);
        Assert.Equal([EnergyFlags.Replay], energy.Energy.Flags);
    }

    [Fact]
    public void It_is_labelled_and_promises_no_gain()
    {
        RecordedSource source = Load("01_constant.csv").Source;

        Assert.Equal(("replay", "01_constant.csv", PowerScope.Board), (source.Id, source.Board, source.Scope));
        Assert.Equal(new RefreshPeriod(TimeSpan.FromMilliseconds(10), true), Assert.Single(source.Refresh));
        Assert.Equal(0, Assert.Single(source.Routes).Traits.GainUncertainty);
    }

    [Fact]
    public void A_counter_is_refreshed_when_it_steps()
    {
        ReplayTrace trace = Load("12_counter_quantized.csv");

        var energy = SourceEnergy.Of(trace.StartingAt(Start), [new EnergyWindow(Start + 95_000_000, Start + 2_905_000_000)]);

        Assert.Equal(TimeSpan.FromMilliseconds(100), trace.Source.Refresh[0].Period);
        Assert.Equal(843, energy.Energy.Joules!.Value, 1e-9);
        Assert.Equal([EnergyFlags.ShortWindow, EnergyFlags.Replay], energy.Energy.Flags);
    }

    [Fact]
    public void A_counter_that_goes_back_has_no_known_range()
    {
        var energy = SourceEnergy.Of(Load("10_counter_wrap.csv").StartingAt(0), [new EnergyWindow(0, 10_000_000_000)]);

        Assert.Null(energy.Energy.Joules);
        Assert.Contains("its range is not known", energy.Reason, StringComparison.Ordinal);
        Assert.Contains(EnergyFlags.Replay, energy.Energy.Flags);
    }

    [Fact]
    public void A_trace_without_rows_or_of_two_clocks_is_refused()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "t_ns,watts\n");
            Assert.Contains("no rows", Assert.Throws<PowerSourceException>(() => ReplayTrace.Load(file)).Message, StringComparison.Ordinal);

            File.WriteAllText(file, $"t_ns,watts\n{long.MinValue},1\n{long.MaxValue},1\n");
            Assert.Contains("292 years", Assert.Throws<PowerSourceException>(() => ReplayTrace.Load(file)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static ReplayTrace Load(string name)
    {
        return ReplayTrace.Load(Path.Combine(s_folder, name));
    }
}
