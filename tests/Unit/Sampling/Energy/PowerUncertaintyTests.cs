using InferenceBench.Sampling.Energy;
using Xunit;
using static InferenceBench.Tests.Unit.Sampling.Energy.Trace;

namespace InferenceBench.Tests.Unit.Sampling.Energy;

public sealed class PowerUncertaintyTests
{
    private const int Seeds = 200;

    [Fact]
    public void Gain_and_offset_count_in_full_and_not_in_the_random_part()
    {
        var policy = new EnergyPolicy { GainUncertainty = 0.05, OffsetUncertaintyWatts = 2 };

        EnergyResult energy = EnergyIntegrator.Integrate(Every(20, 0, 10_000, static _ => 50), [Window(0, 10_000)], policy);

        Assert.Equal(2 * Math.Sqrt((25 * 25) + (20 * 20)), energy.UncertaintyJoules!.Value, 1e-9);
        Assert.Equal(0, energy.RandomUncertaintyJoules!.Value, 1e-9);
    }

    [Fact]
    public void A_trend_is_no_noise()
    {
        Assert.Equal(0, Power(Every(20, 0, 10_000, static t => 10 + (5 * t)), Window(1_000, 9_000)).RandomUncertaintyJoules!.Value, 0.15);
    }

    [Fact]
    public void White_noise_shrinks_with_the_root_of_the_updates()
    {
        double shortWindow = Mean(static seed => Power(Noisy(seed, 20), Window(0, 2_000)).RandomUncertaintyJoules!.Value / 2);
        double longWindow = Mean(static seed => Power(Noisy(seed, 20), Window(0, 8_000)).RandomUncertaintyJoules!.Value / 8);

        // T·s/√N with s = 5 W: of 2 s and 100 updates ±1 W (k = 2) of the mean power, of 8 s and 400 updates the half.
        Assert.InRange(shortWindow, 0.95, 1.05);
        Assert.InRange(shortWindow / longWindow, 1.9, 2.1);
    }

    [Fact]
    public void Polls_that_repeat_a_value_are_no_updates()
    {
        SampleSeries updates = Noisy(1, 100);
        SampleSeries polls = Every(10, 0, 8_000, t => updates.Values[(int)Math.Round(t * 100) / 10]);
        var policy = new EnergyPolicy { Refresh = TimeSpan.FromMilliseconds(100) };

        double once = EnergyIntegrator.Integrate(updates, [Window(0, 8_000)], policy).RandomUncertaintyJoules!.Value;
        double tenTimes = EnergyIntegrator.Integrate(polls, [Window(0, 8_000)], policy).RandomUncertaintyJoules!.Value;

        Assert.InRange(tenTimes / once, 0.95, 1.05);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    public void The_stated_uncertainty_covers_a_load_that_the_sensor_undersamples(int stepMs)
    {
        // 300 W for 7 ms of every 23 ms, else 50 W, from a random phase.
        int covered = Enumerable.Range(0, Seeds).Count(seed =>
        {
            double phase = new Random(seed).NextDouble();
            SampleSeries watts = Every(stepMs, 0, 12_000, t => IsHigh(t, phase) ? 300 : 50);
            double truth = Enumerable.Range(0, 20_000).Average(i => IsHigh(1 + ((i + 0.5) / 2_000), phase) ? 300 : 50) * 10;
            EnergyResult energy = Power(watts, Window(1_000, 11_000));
            return Math.Abs(energy.Joules!.Value - truth) <= energy.UncertaintyJoules!.Value;
        });

        Assert.InRange(covered / (double)Seeds, 0.95, 1);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    public void The_stated_uncertainty_covers_a_load_that_starts_and_ends_with_the_window(int stepMs)
    {
        int covered = Enumerable.Range(0, Seeds).Count(seed =>
        {
            double phase = new Random(seed).NextDouble() * stepMs;
            EnergyWindow window = Window(3_000 + phase, 8_000 + phase);
            SampleSeries watts = Every(stepMs, 0, 12_000, t => t * 1e9 >= window.FromNs && t * 1e9 <= window.ToNs ? 300 : 50);
            EnergyResult energy = Power(watts, window);
            return Math.Abs(energy.Joules!.Value - 1_500) <= energy.UncertaintyJoules!.Value;
        });

        Assert.InRange(covered / (double)Seeds, 0.95, 1);
    }

    [Fact]
    public void Back_to_back_windows_do_not_pay_for_every_edge()
    {
        SampleSeries watts = Every(20, 0, 10_000, static t => t is < 2 or > 8 ? 20 : 100);
        EnergyWindow[] iterations = [.. Enumerable.Range(0, 60).Select(static i => new EnergyWindow((2_007 + (i * 100)) * Ms, ((2_107 + (i * 100)) * Ms) - 3_000))];

        double parts = Power(watts, iterations).RandomUncertaintyJoules!.Value;
        double whole = Power(watts, Window(2_007, 8_007)).RandomUncertaintyJoules!.Value;

        Assert.InRange(parts / whole, 0.99, 1.01);
    }

    [Fact]
    public void A_known_step_at_an_edge_is_uncertain_by_one_refresh_period_and_is_no_noise()
    {
        // 8 W, 30 W from 5 to 10 s, 8 W, read every 20 ms with both values at the steps.
        double[] levels = [8, 30, 8];
        SampleSeries watts = Of([.. levels.SelectMany(static (level, part) => Enumerable.Range(0, 251).Select(i => ((part * 5_000) + (i * 20.0), level)))]);

        double uncertainty = Power(watts, Window(5_000, 10_000)).UncertaintyJoules!.Value;

        Assert.Equal(2 * 0.02 * (22 + 22) / Math.Sqrt(3), uncertainty, 1e-9);
    }

    [Fact]
    public void Held_edges_are_uncertain_by_what_power_did_elsewhere()
    {
        SampleSeries watts = Of([.. Enumerable.Range(0, 101).Select(static i => (i * 10.0, i < 50 ? 20.0 : 100.0))]);

        EnergyResult inside = Power(watts, Window(700, 1_000));
        EnergyResult held = Power(watts, Window(700, 1_100));

        Assert.Equal(0, inside.UncertaintyJoules!.Value, 1e-12);
        Assert.Equal(2 * 0.1 * 80 / Math.Sqrt(3), held.UncertaintyJoules!.Value, 1e-9);
    }

    private static bool IsHigh(double seconds, double phase)
    {
        double cycles = (seconds / 0.023) + phase;
        return cycles - Math.Floor(cycles) < 7 / 23.0;
    }

    private static SampleSeries Noisy(int seed, int stepMs)
    {
        var random = new Random(seed);

        // Uniform over 100 ± 5·√3 W: a standard deviation of 5 W.
        return Every(stepMs, 0, 8_000, _ => 100 + (5 * Math.Sqrt(3) * ((2 * random.NextDouble()) - 1)));
    }

    private static double Mean(Func<int, double> ofSeed)
    {
        return Enumerable.Range(0, Seeds).Average(ofSeed);
    }
}
