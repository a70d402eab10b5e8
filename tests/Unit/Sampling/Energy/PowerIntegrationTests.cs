using InferenceBench.Sampling.Energy;
using Xunit;
using static InferenceBench.Tests.Unit.Sampling.Energy.Trace;

namespace InferenceBench.Tests.Unit.Sampling.Energy;

public sealed class PowerIntegrationTests
{
    [Fact]
    public void A_sine_is_integrated_to_the_error_of_trapezoids()
    {
        SampleSeries sine = Every(1, 0, 10_000, static t => 100 + (50 * Math.Sin(2 * Math.PI * t)));

        EnergyResult energy = Power(sine, Window(250, 7_750));

        // ∫ 50 sin 2πt dt from 0.25 to 7.75 s is 0; trapezoids of 1 ms leave (2π·0.001)²/12 of the amplitude.
        Assert.Equal(750, energy.Joules!.Value, 1e-3);
        Assert.Equal(150, energy.PeakWatts!.Value, 1e-2);
        Assert.Empty(energy.Flags);
        Assert.Equal(1, energy.Coverage);
    }

    [Fact]
    public void A_ramp_is_exact_between_its_readings()
    {
        SampleSeries ramp = Of((0, 0), (100, 10), (370, 37), (1000, 100));

        EnergyResult energy = Power(ramp, Window(50, 950));

        Assert.Equal(50 * ((0.95 * 0.95) - (0.05 * 0.05)), energy.Joules!.Value, 1e-12);
        Assert.Equal(2, energy.Samples);
    }

    [Fact]
    public void A_square_wave_with_steps_at_equal_times_is_exact()
    {
        var readings = new List<(double, double)>();
        for (int edge = 0; edge <= 20; edge++)
        {
            readings.Add((edge * 100, edge % 2 == 0 ? 10 : 90));
            readings.Add((edge * 100, edge % 2 == 0 ? 90 : 10));
        }

        EnergyResult energy = Power(Of([.. readings]), Window(200, 1_900));

        // From the step up at 200 ms: nine halves at 90 W, eight at 10 W.
        Assert.Equal((9 * 9) + (8 * 1), energy.Joules!.Value, 1e-12);
    }

    [Fact]
    public void Disorder_changes_nothing()
    {
        var random = new Random(7);
        SampleSeries sorted = Every(10, 0, 2_000, static t => 40 + (10 * t));
        int[] order = [.. Enumerable.Range(0, sorted.Count)];
        random.Shuffle(order);
        var shuffled = new SampleSeries([.. order.Select(i => sorted.TimesNs[i])], [.. order.Select(i => sorted.Values[i])]);

        Assert.Equivalent(Power(sorted, Window(123, 1_777)), Power(shuffled, Window(123, 1_777)), strict: true);
    }

    [Fact]
    public void Readings_of_one_moment_keep_their_order_when_others_are_disordered()
    {
        SampleSeries step = Of((2_000, 30), (1_000, 10), (1_000, 30), (0, 10));

        Assert.Equal(10, Power(step, Window(0, 1_000)).Joules!.Value, 1e-12);
        Assert.Equal(30, Power(step, Window(1_000, 2_000)).Joules!.Value, 1e-12);
    }

    [Fact]
    public void Absolute_times_near_the_end_of_Int64_lose_no_nanosecond()
    {
        SampleSeries ramp = Every(10, 0, 1_000, static t => 1_000 * t);
        EnergyWindow window = new(123_456_789, 123_456_790);
        const long far = (1L << 62) + 12_345;

        double joules = Power(Shift(ramp, far), new EnergyWindow(window.FromNs + far, window.ToNs + far)).Joules!.Value;

        Assert.Equal(Power(ramp, window).Joules!.Value, joules);
        Assert.Equal(123.4567895 * 1e-9, joules, 1e-20);
    }

    [Fact]
    public void Failed_readings_are_left_out_and_counted()
    {
        SampleSeries watts = Of((0, 50), (50, double.NaN), (100, double.PositiveInfinity), (150, 50), (200, 50), (900, double.NaN));

        EnergyResult energy = Power(watts, Window(0, 200));

        Assert.Equal(10, energy.Joules!.Value, 1e-12);
        Assert.Equal((3, 2), (energy.Samples, energy.InvalidSamples));
    }

    [Fact]
    public void Nothing_but_failed_readings_is_no_energy()
    {
        EnergyResult energy = Power(Of((0, double.NaN), (50, double.NaN)), Window(0, 50));

        Assert.Null(energy.Joules);
        Assert.Equal([EnergyFlags.NoSamples], energy.Flags);
        Assert.Equal(2, energy.InvalidSamples);
    }

    [Theory]
    [InlineData(850, 1_000, true)]
    [InlineData(849, 1_000, false)]
    [InlineData(1_500, 2_150, true)]
    [InlineData(1_500, 2_151, false)]
    [InlineData(2_010, 2_020, true)]
    public void A_reading_is_held_for_150_ms_and_no_longer(int fromMs, int toMs, bool isHeld)
    {
        EnergyResult energy = Power(Every(10, 1_000, 2_000, static _ => 20), Window(fromMs, toMs));

        Assert.Contains(isHeld ? EnergyFlags.EdgeHold : EnergyFlags.NotCovered, energy.Flags);
        Assert.Equal(isHeld, energy.Joules is not null);
        Assert.Equal(0.02 * (toMs - fromMs), energy.Joules ?? 0.02 * (toMs - fromMs), 1e-12);
    }

    [Fact]
    public void What_is_held_is_not_covered()
    {
        EnergyResult energy = Power(Every(10, 1_000, 2_000, static _ => 20), Window(900, 2_100));

        Assert.Equal(1.0 / 1.2, energy.Coverage, 1e-12);
        Assert.Equal([EnergyFlags.EdgeHold], energy.Flags);
        Assert.Equal(20, energy.ObservedJoules!.Value, 1e-12);
    }

    [Fact]
    public void A_window_that_the_readings_leave_says_how_much_they_cover()
    {
        EnergyResult energy = Power(Every(10, 0, 500, static _ => 20), Window(0, 2_000));

        Assert.Null(energy.Joules);
        Assert.Equal(0.25, energy.Coverage);
        Assert.Equal([EnergyFlags.NotCovered], energy.Flags);
        Assert.Contains("25 %", EnergyReasons.Of(energy), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_reading_beside_the_window_is_held_on_both_sides()
    {
        EnergyResult energy = Power(Of((1_000, 42.5)), Window(1_050, 1_150));

        Assert.Equal(4.25, energy.Joules!.Value, 1e-12);
        Assert.Equal([EnergyFlags.SingleSample], energy.Flags);
        Assert.Equal((0, 0), (energy.Samples, energy.Coverage));
        Assert.True(energy.UncertaintyJoules > 4);
    }

    [Fact]
    public void A_single_reading_in_a_long_window_does_not_cover_it()
    {
        Assert.Equal([EnergyFlags.NotCovered], Power(Of((1_000, 42.5)), Window(0, 2_000)).Flags);
    }

    [Theory]
    [InlineData(500, null, false)]
    [InlineData(501, null, true)]
    [InlineData(900, 200, false)]
    [InlineData(1_001, 200, true)]
    public void A_gap_is_longer_than_500_ms_and_five_refresh_periods(int distanceMs, int? refreshMs, bool isGap)
    {
        SampleSeries watts = Of((0, 10), (50, 10), (100, 10), (100 + distanceMs, 20), (150 + distanceMs, 20), (200 + distanceMs, 20));
        var policy = new EnergyPolicy { Refresh = refreshMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null };

        EnergyResult energy = EnergyIntegrator.Integrate(watts, [Window(0, 200 + distanceMs)], policy);

        Assert.Equal(isGap, energy.Flags.Contains(EnergyFlags.Gap));
        Assert.Equal(isGap ? 200.0 / (200 + distanceMs) : 1, energy.Coverage, 1e-12);
        Assert.Equal(isGap, energy.BoundsJoules is not null);
    }

    [Fact]
    public void A_gap_beside_the_window_does_not_matter()
    {
        SampleSeries watts = Of((0, 10), (100, 10), (200, 10), (3_000, 50), (3_100, 50), (3_200, 50));

        EnergyResult energy = Power(watts, Window(3_000, 3_200));

        Assert.Empty(energy.Flags);
        Assert.Null(energy.BoundsJoules);
    }

    [Fact]
    public void A_window_inside_a_gap_is_bridged_and_wholly_uncovered()
    {
        SampleSeries watts = Of((0, 10), (100, 10), (200, 10), (1_200, 20), (1_300, 20));

        EnergyResult energy = Power(watts, Window(600, 800));

        Assert.Equal(0.2 * 15, energy.Joules!.Value, 1e-12);
        Assert.Equal([EnergyFlags.NoSamplesInside, EnergyFlags.Gap], energy.Flags);
        Assert.Equal(0, energy.Coverage);
        Assert.Equal((2.0, 4.0), energy.BoundsJoules);
    }

    [Fact]
    public void Windows_without_length_hold_nothing_and_no_window_is_no_measurement()
    {
        EnergyResult empty = Power(Every(10, 0, 100, static _ => 20), Window(50, 50));
        EnergyResult none = Power(Every(10, 0, 100, static _ => 20));

        Assert.Equal(0, empty.Joules);
        Assert.Null(empty.MeanWatts);
        Assert.Equal([EnergyFlags.EmptyWindow], empty.Flags);
        Assert.Null(none.Joules);
        Assert.NotNull(EnergyReasons.Of(none));
    }

    [Fact]
    public void Windows_that_go_back_are_refused()
    {
        SampleSeries watts = Every(10, 0, 100, static _ => 20);

        Assert.Throws<ArgumentException>(() => Power(watts, Window(50, 40)));
        Assert.Throws<ArgumentException>(() => Power(watts, Window(50, 60), Window(20, 30)));
        Assert.Throws<ArgumentException>(() => Power(watts, Window(50, 60), Window(59, 70)));
    }

    [Fact]
    public void One_window_without_readings_leaves_all_without_energy()
    {
        EnergyResult energy = Power(Every(10, 0, 1_000, static _ => 20), Window(0, 500), Window(5_000, 5_100));

        Assert.Null(energy.Joules);
        Assert.Equal([EnergyFlags.NotCovered], energy.Flags);
    }

    [Fact]
    public void Idle_between_windows_is_not_counted()
    {
        // Busy 100 W in every second half second, idle 10 W between.
        var readings = new List<(double, double)>();
        for (int half = 0; half < 20; half++)
        {
            readings.Add((half * 500, half % 2 == 0 ? 10 : 100));
            readings.Add(((half + 1) * 500, half % 2 == 0 ? 10 : 100));
        }

        EnergyWindow[] busy = [.. Enumerable.Range(0, 10).Select(static i => Window((i * 1_000) + 500, (i + 1) * 1_000))];
        EnergyResult energy = Power(Of([.. readings]), busy);

        Assert.Equal(500, energy.Joules!.Value, 1e-9);
        Assert.Equal(100, energy.MeanWatts!.Value, 1e-9);
        Assert.Equal(5, energy.Seconds, 1e-12);
    }

    [Fact]
    public void Each_end_is_held_with_its_own_reading()
    {
        SampleSeries watts = Of((0, 10), (500, 10), (500, 90), (1_000, 90));

        Assert.Equal((0.1 * 10) + (0.5 * 10), Power(watts, Window(-100, 500)).Joules!.Value, 1e-12);
        Assert.Equal((0.5 * 90) + (0.1 * 90), Power(watts, Window(500, 1_100)).Joules!.Value, 1e-12);
    }

    [Fact]
    public void Great_terms_do_not_swallow_small_ones()
    {
        SampleSeries watts = Of((0, 1e16), (1_000, 1e16), (1_000, 1), (2_000, 1), (2_000, -1e16), (3_000, -1e16));

        Assert.Equal(1, Power(watts, Window(0, 3_000)).Joules);
    }
}
