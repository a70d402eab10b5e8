using InferenceBench.Sampling.Energy;
using Xunit;
using static InferenceBench.Tests.Unit.Sampling.Energy.Trace;

namespace InferenceBench.Tests.Unit.Sampling.Energy;

/// <summary>What must hold for any readings and windows.</summary>
public sealed class PartitionTests
{
    public static TheoryData<int> SeedValues => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(SeedValues))]
    public void The_parts_of_a_window_have_the_energy_of_the_whole(int seed)
    {
        var random = new Random(seed);
        SampleSeries watts = RandomWatts(random);
        EnergyWindow whole = Window(37.25, 9_812.5);

        EnergyResult expected = Power(watts, whole);
        EnergyResult parts = Power(watts, Partition(random, whole, random.Next(2, 100)));

        Assert.Equal(expected.Joules!.Value, parts.Joules!.Value, 1e-12 * Math.Abs(expected.Joules.Value));
        Assert.Equal(expected.UncertaintyJoules!.Value, parts.UncertaintyJoules!.Value, 1e-9 * expected.UncertaintyJoules.Value);
        Assert.Equal((expected.Samples, expected.Coverage), (parts.Samples, parts.Coverage));
        Assert.Equal(expected.Flags, parts.Flags);
    }

    [Theory]
    [MemberData(nameof(SeedValues))]
    public void The_parts_of_a_window_of_a_counter_have_the_energy_of_the_whole(int seed)
    {
        var random = new Random(seed);
        SampleSeries counter = RandomCounter(random);
        EnergyWindow whole = Window(37.25, 9_812.5);

        EnergyResult expected = Wrapping(counter, 1e9, whole);
        EnergyResult parts = Wrapping(counter, 1e9, Partition(random, whole, random.Next(2, 100)));

        Assert.Equal(expected.Joules!.Value, parts.Joules!.Value, 1e-12 * expected.Joules.Value);
        Assert.Equal(expected.UncertaintyJoules!.Value, parts.UncertaintyJoules!.Value, 1e-9 * expected.UncertaintyJoules.Value);
        Assert.Equal((expected.Samples, expected.Wraps, expected.Coverage), (parts.Samples, parts.Wraps, parts.Coverage));
    }

    [Theory]
    [MemberData(nameof(SeedValues))]
    public void All_times_moved_by_2_to_the_60_change_nothing(int seed)
    {
        const long far = 1L << 60;
        var random = new Random(seed);
        SampleSeries watts = RandomWatts(random);
        SampleSeries counter = RandomCounter(random);
        EnergyWindow[] windows = Partition(random, Window(100, 9_000), 5);
        EnergyWindow[] moved = [.. windows.Select(static window => new EnergyWindow(window.FromNs + far, window.ToNs + far))];

        Assert.Equivalent(Power(watts, windows), Power(Shift(watts, far), moved), strict: true);
        Assert.Equivalent(Wrapping(counter, 1e9, windows), Wrapping(Shift(counter, far), 1e9, moved), strict: true);
    }

    [Theory]
    [MemberData(nameof(SeedValues))]
    public void Twice_the_power_is_twice_the_energy_and_twice_the_uncertainty(int seed)
    {
        var random = new Random(seed);
        SampleSeries watts = RandomWatts(random);
        EnergyWindow[] windows = Partition(random, Window(100, 9_000), 5);

        EnergyResult once = Power(watts, windows);
        EnergyResult twice = Power(watts with { Values = [.. watts.Values.Select(static value => value * 2)] }, windows);

        Assert.Equal(once.Joules * 2, twice.Joules);
        Assert.Equal(once.UncertaintyJoules!.Value * 2, twice.UncertaintyJoules!.Value, 1e-9 * twice.UncertaintyJoules.Value);
    }

    [Fact]
    public void Twenty_thousand_windows_over_200_000_readings_take_one_pass()
    {
        // 4·10^9 steps if every window looked at every reading: the test would take half a minute.
        SampleSeries watts = Every(1, 0, 200_000, static _ => 100);
        EnergyWindow[] windows = [.. Enumerable.Range(0, 20_000).Select(static i => new EnergyWindow(i * 10L * Ms, ((i + 1) * 10L * Ms) - 2_000))];

        EnergyResult energy = Power(watts, windows);

        Assert.Equal(100 * (200 - (20_000 * 2e-6)), energy.Joules!.Value, 1e-7);
    }

    // 60 to 120 readings over 0 to 10 s, some twice at one moment, some failed.
    private static SampleSeries RandomWatts(Random random)
    {
        int count = random.Next(60, 120);
        long[] times = [0, .. Enumerable.Range(0, count).Select(_ => random.NextInt64(0, 1_000) * 10 * Ms).Order(), 10_000 * Ms];
        return new SampleSeries(times, [.. times.Select((_, i) => i % 17 == 3 ? double.NaN : 20 + (80 * random.NextDouble()))]);
    }

    // Power of 20 to 500 W, read every 20 ms, counted every 20, 50 or 100 ms, wrapping after 1 kJ.
    private static SampleSeries RandomCounter(Random random)
    {
        int perTick = new[] { 1, 2, 5 }[random.Next(3)];
        double total = 9e8;
        double shown = total;
        long[] times = [.. Enumerable.Range(0, 501).Select(static i => i * 20L * Ms)];
        return new SampleSeries(times, [.. times.Select((_, i) =>
        {
            total += Math.Round(0.02 * 1e6 * (20 + (480 * random.NextDouble())));
            shown = i % perTick == 0 ? total : shown;
            return shown % 1e9;
        })]);
    }
}
