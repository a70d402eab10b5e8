using InferenceBench.Sampling.Energy;
using Xunit;
using static InferenceBench.Tests.Unit.Sampling.Energy.Trace;

namespace InferenceBench.Tests.Unit.Sampling.Energy;

/// <summary>Counters that tick at a random phase, polled with jitter: how far off the energy is, and whether the stated uncertainty covers it.</summary>
public sealed class CounterTickTests
{
    private const int Seeds = 200;

    [Theory]
    [InlineData(20, 5, 2_000)]
    [InlineData(20, 20, 2_000)]
    [InlineData(20, 100, 2_000)]
    [InlineData(100, 20, 5_000)]
    [InlineData(100, 10, 400)]
    [InlineData(1_000, 20, 10_000)]
    [InlineData(1_000, 100, 5_000)]
    public void The_stated_uncertainty_covers_the_error_of_constant_power(int tickMs, int pollMs, int windowMs)
    {
        Assert.InRange(Coverage(tickMs, pollMs, windowMs, static _ => 0), 0.95, 1);
    }

    [Theory]
    [InlineData(20, 5, 2_000)]
    [InlineData(100, 20, 5_000)]
    [InlineData(1_000, 20, 10_000)]
    public void The_stated_uncertainty_covers_the_error_of_a_load_that_starts_and_ends_with_the_window(int tickMs, int pollMs, int windowMs)
    {
        Assert.InRange(Coverage(tickMs, pollMs, windowMs, t => t < 0 || t > windowMs / 1e3 ? -250 : 0), 0.95, 1);
    }

    [Fact]
    public void Interpolation_between_steps_is_at_least_four_times_better_than_differences_of_readings()
    {
        double[] errors = [.. Enumerable.Range(0, Seeds).Select(seed => new Case(new Random(seed), 100, 10, 1_000, static _ => 0).RelativeError)];

        // Differences: 0.41·u/T = 4.1 % of a 1 s window at one standard deviation.
        Assert.InRange(Math.Sqrt(errors.Average(static error => error * error)), 0, 0.01);
    }

    [Fact]
    public void Polls_that_see_a_step_late_do_not_shift_the_energy()
    {
        // From idle into a load of 300 W that stays: polls of 50 ms see each step 25 ms late on average, which were 250 W · 25 ms = 6.25 J.
        double[] errors = [.. Enumerable.Range(0, Seeds).Select(static seed => new Case(new Random(seed), 100, 50, 2_000, static t => t < 1 ? -250 : 0).ErrorJoules)];

        Assert.InRange(errors.Average(), -1, 1);
    }

    private static double Coverage(int tickMs, int pollMs, int windowMs, Func<double, double> extraWatts)
    {
        return Enumerable.Range(0, Seeds).Count(seed => new Case(new Random(seed), tickMs, pollMs, windowMs, extraWatts).IsCovered) / (double)Seeds;
    }

    private sealed class Case
    {
        private readonly double _truth;
        private readonly EnergyResult _energy;

        public Case(Random random, int tickMs, int pollMs, int windowMs, Func<double, double> extraWatts)
        {
            // 300 W and what comes on top; the window starts at 3 s.
            double[] truth = new double[windowMs + 6_001];
            for (int ms = 1; ms < truth.Length; ms++)
            {
                truth[ms] = truth[ms - 1] + ((300 + extraWatts(((ms - 0.5) / 1e3) - 3)) / 1e3);
            }

            double At(double ms) => truth[(int)ms] + ((truth[(int)ms + 1] - truth[(int)ms]) * (ms - Math.Floor(ms)));
            double phase = random.NextDouble() * tickMs;
            var times = new List<long>();
            var counts = new List<double>();
            for (double poll = random.NextDouble() * pollMs; poll < truth.Length - 2; poll += pollMs * (0.9 + (0.2 * random.NextDouble())))
            {
                double lastTick = Math.Max(0, (Math.Floor((poll - phase) / tickMs) * tickMs) + phase);
                times.Add((long)(poll * Ms));
                counts.Add(Math.Round(At(lastTick) * 1e3));
            }

            EnergyWindow window = Window(3_000, 3_000 + windowMs);
            _truth = truth[3_000 + windowMs] - truth[3_000];
            _energy = EnergyIntegrator.IntegrateCounter(
                new SampleSeries(times, counts), [window], new EnergyPolicy { JoulesPerUnit = 1e-3, Refresh = TimeSpan.FromMilliseconds(tickMs) });
        }

        public double ErrorJoules => _energy.Joules!.Value - _truth;

        public double RelativeError => ErrorJoules / _truth;

        public bool IsCovered => Math.Abs(ErrorJoules) <= _energy.UncertaintyJoules!.Value + 0.002;
    }
}
