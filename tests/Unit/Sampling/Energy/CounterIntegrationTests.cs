using InferenceBench.Sampling.Energy;
using Xunit;
using static InferenceBench.Tests.Unit.Sampling.Energy.Trace;

namespace InferenceBench.Tests.Unit.Sampling.Energy;

public sealed class CounterIntegrationTests
{
    private const double Range = 1e8;

    [Fact]
    public void Two_wraps_are_unrolled()
    {
        // 100 W counts 1e8 uJ a second: with a range of 100 J it wraps at 0.5 and 1.5 s, counted from 50 J.
        SampleSeries counter = Every(100, 0, 2_000, static t => Math.Round(((t * 1e8) + 5e7) % Range));

        EnergyResult energy = Wrapping(counter, Range, Window(0, 2_000));

        Assert.Equal(200, energy.Joules!.Value, 1e-12);
        Assert.Equal(2, energy.Wraps);
        Assert.Empty(energy.Flags);
    }

    [Fact]
    public void A_wrap_between_readings_outside_the_window_is_not_counted()
    {
        SampleSeries counter = Every(100, 0, 2_000, static t => Math.Round(((t * 1e8) + 5e7) % Range));

        EnergyResult energy = Wrapping(counter, Range, Window(600, 1_400));

        Assert.Equal(80, energy.Joules!.Value, 1e-12);
        Assert.Equal(0, energy.Wraps);
    }

    [Fact]
    public void A_negative_step_without_a_range_is_a_reset()
    {
        SampleSeries counter = Of((0, 5_000), (100, 6_000), (200, 0), (300, 1_000));

        EnergyResult energy = Counter(counter, Window(0, 300));

        Assert.Null(energy.Joules);
        Assert.Equal([EnergyFlags.CounterReset], energy.Flags);
        Assert.Contains("went back", EnergyReasons.Of(energy), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(200, 300)]
    [InlineData(210, 290)]
    public void A_reset_outside_the_window_does_not_matter(int fromMs, int toMs)
    {
        SampleSeries counter = Of((0, 5_000), (100, 6_000), (200, 0), (300, 1_000));

        EnergyResult energy = Counter(counter, Window(fromMs, toMs));

        Assert.Equal((toMs - fromMs) / 100.0, energy.Joules!.Value, 1e-12);
    }

    [Theory]
    [InlineData(150, 160)]
    [InlineData(50, 101)]
    [InlineData(199, 250)]
    public void A_window_that_touches_the_two_readings_of_a_reset_has_no_energy(int fromMs, int toMs)
    {
        SampleSeries counter = Of((0, 5_000), (100, 6_000), (200, 0), (300, 1_000));

        Assert.Equal([EnergyFlags.CounterReset], Counter(counter, Window(fromMs, toMs)).Flags);
    }

    [Fact]
    public void Windows_on_both_sides_of_a_reset_add_up()
    {
        SampleSeries counter = Of((0, 5_000), (100, 6_000), (200, 0), (300, 1_000));

        Assert.Equal(1.5, Counter(counter, Window(0, 100), Window(250, 300)).Joules!.Value, 1e-12);
    }

    [Fact]
    public void A_step_back_by_more_than_the_range_is_a_reset()
    {
        Assert.Equal([EnergyFlags.CounterReset], Wrapping(Of((0, 3e8), (100, 3.1e8), (200, 1e8)), Range, Window(0, 200)).Flags);
    }

    [Fact]
    public void A_wrap_that_would_mean_kilowatts_is_a_reset()
    {
        // 150 kJ of a range of 262 kJ, then 0: as a wrap it were 112 kJ in 100 ms.
        SampleSeries counter = Of((0, 150e9), (100, 150.01e9), (200, 0), (300, 0.01e9));

        Assert.Equal([EnergyFlags.CounterReset], Wrapping(counter, 262143328850, Window(0, 300)).Flags);
    }

    [Fact]
    public void Readings_further_apart_than_the_range_at_500_W_are_ambiguous()
    {
        // 1 kJ at 500 W: 2 s.
        SampleSeries counter = Of((0, 0), (1_000, 1e6), (3_001, 2e6), (4_000, 3e6));
        const double range = 1e9;

        Assert.Equal([EnergyFlags.WrapAmbiguous], Wrapping(counter, range, Window(500, 1_500)).Flags);
        Assert.Equal(1, Wrapping(counter, range, Window(0, 1_000)).Joules!.Value, 1e-12);
        Assert.Equal(1, Wrapping(counter, range, Window(3_001, 4_000)).Joules!.Value, 1e-12);
        Assert.NotNull(Wrapping(counter, 1.1e9, Window(500, 1_500)).Joules);
    }

    [Fact]
    public void A_counter_near_2_to_the_53_loses_nothing()
    {
        double start = Math.Pow(2, 53) - 1_000;

        EnergyResult energy = Wrapping(Of((0, start), (500, start + 333), (1_000, start + 999)), Math.Pow(2, 53), Window(0, 1_000));

        Assert.Equal(999e-6, energy.Joules!.Value, 1e-18);
    }

    [Fact]
    public void One_reading_gives_no_difference()
    {
        EnergyResult energy = Counter(Of((1_000, 5)), Window(950, 1_050));

        Assert.Null(energy.Joules);
        Assert.Equal([EnergyFlags.SingleSample], energy.Flags);
    }

    [Fact]
    public void Beyond_the_last_reading_its_slope_is_held_for_150_ms()
    {
        SampleSeries counter = Every(100, 0, 1_000, static t => 50_000 * t);

        EnergyResult held = Counter(counter, Window(500, 1_150));
        EnergyResult tooFar = Counter(counter, Window(500, 1_151));

        Assert.Equal(0.65 * 50, held.Joules!.Value, 1e-9);
        Assert.Equal([EnergyFlags.EdgeHold], held.Flags);
        Assert.Equal(0.5 / 0.65, held.Coverage, 1e-12);
        Assert.Equal(25, held.ObservedJoules!.Value, 1e-9);
        Assert.Equal([EnergyFlags.NotCovered], tooFar.Flags);
    }

    [Fact]
    public void A_gap_inside_the_window_costs_a_counter_nothing()
    {
        SampleSeries counter = Of([.. Enumerable.Range(0, 11).Concat(Enumerable.Range(30, 11)).Select(static i => (i * 100.0, i * 1_000.0))]);

        EnergyResult energy = Counter(counter, Window(0, 4_000));

        Assert.Equal(40, energy.Joules!.Value, 1e-12);
        Assert.Equal(1, energy.Coverage);
        Assert.Empty(energy.Flags);
    }

    [Fact]
    public void An_edge_inside_a_gap_is_flagged_and_bounded_by_what_was_counted_there()
    {
        SampleSeries counter = Of([.. Enumerable.Range(0, 11).Concat(Enumerable.Range(30, 11)).Select(static i => (i * 100.0, i * 1_000.0))]);

        EnergyResult energy = Counter(counter, Window(0, 2_000));

        Assert.Equal(20, energy.Joules!.Value, 1e-12);
        Assert.Equal([EnergyFlags.Gap], energy.Flags);
        Assert.Equal(0.5, energy.Coverage, 1e-12);
        Assert.Equal(10, energy.BoundsJoules!.Value.Least, 1e-9);
        Assert.Equal(30, energy.BoundsJoules.Value.Greatest, 1e-9);
    }

    [Fact]
    public void A_counter_that_never_steps_is_flagged_and_as_uncertain_as_what_it_may_have_missed()
    {
        EnergyResult energy = Counter(Every(10, 0, 1_000, static _ => 777), Window(100, 900));

        Assert.Equal(0, energy.Joules);
        Assert.Equal([EnergyFlags.CounterConstant], energy.Flags);
        Assert.Equal(2 * 500 * 0.8 / Math.Sqrt(3), energy.UncertaintyJoules!.Value, 1e-9);
    }

    [Fact]
    public void A_counter_that_stands_still_and_then_runs_is_exact()
    {
        SampleSeries counter = Every(100, 0, 4_000, static t => Math.Max(0, t - 2) * 100_000);

        Assert.Equal(100, Counter(counter, Window(1_000, 3_000)).Joules!.Value, 1e-9);
    }

    [Fact]
    public void Its_peak_is_the_greatest_mean_that_steps_resolve()
    {
        // 100 W, then 300 W from 5 s on; steps every 100 ms, read every 10 ms.
        SampleSeries counter = Every(10, 0, 10_000, static t => Math.Floor(t * 10) / 10 is var tick && tick < 5 ? tick * 100_000 : 500_000 + ((tick - 5) * 300_000));

        Assert.Equal(100, Counter(counter, Window(1_000, 4_000)).PeakWatts!.Value, 1);
        Assert.Equal(300, Counter(counter, Window(1_000, 9_000)).PeakWatts!.Value, 3);
    }

    [Fact]
    public void After_its_last_step_it_goes_on_for_one_period_at_most()
    {
        // Steps of 30 J every 100 ms until 1 s, then it stands still.
        SampleSeries counter = Every(10, 0, 3_000, static t => Math.Floor((Math.Min(t, 1) * 10) + 1e-6) * 30_000);

        double joules = Counter(counter, Window(500, 3_000)).Joules!.Value;

        Assert.InRange(joules, 150, 180.001);
    }

    [Fact]
    public void A_lone_step_was_counted_in_one_refresh_period()
    {
        SampleSeries counter = Every(10, 0, 150, static t => t < 0.1 ? 0 : 30_000);
        var policy = new EnergyPolicy { JoulesPerUnit = 1e-3, Refresh = TimeSpan.FromMilliseconds(100) };

        EnergyResult energy = EnergyIntegrator.IntegrateCounter(counter, [Window(20, 80)], policy);

        Assert.Equal(18, energy.Joules!.Value, 1e-9);
        Assert.True(energy.UncertaintyJoules > 0.8 * 30);
    }

    [Fact]
    public void Of_readings_of_one_moment_the_last_counts()
    {
        SampleSeries counter = Of((0, 0), (100, 1_000), (100, 2_000), (200, 3_000));

        Assert.Equal(2, Counter(counter, Window(0, 100)).Joules!.Value, 1e-12);
        Assert.Equal(1, Counter(counter, Window(100, 200)).Joules!.Value, 1e-12);
    }

    [Fact]
    public void A_change_of_power_at_an_edge_makes_it_more_uncertain()
    {
        // Steps every 100 ms read every 10 ms: nodes at 95, 195, … ms. 100 W, from the node at 495 ms on 300 W.
        SampleSeries changing = Every(10, 0, 2_000, static t => Math.Floor((t * 10) + 1e-6) is var tick && tick <= 5 ? tick * 10_000 : 50_000 + ((tick - 5) * 30_000));

        double atNode = Counter(changing, Window(495, 1_495)).UncertaintyJoules!.Value / 2;
        double between = Counter(changing, Window(545, 1_495)).UncertaintyJoules!.Value / 2;

        // Moments: 200 and 300 W over 10 ms each; the change: 200 W · 5 ms, between the nodes 200 W · 55 ms · 55 ms / 100 ms.
        Assert.Equal(((2 * 2) + (3 * 3)) / 12.0 + (1 / 3.0), atNode * atNode, 1e-9);
        Assert.Equal(((3 * 3) + (3 * 3)) / 12.0 + (6.05 * 6.05 / 3), between * between, 1e-9);
    }
}
