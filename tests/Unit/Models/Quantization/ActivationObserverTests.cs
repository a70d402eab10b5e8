using InferenceBench.Models.Quantization;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Quantization;

public sealed class ActivationObserverTests
{
    private const int Seed = 11;

    [Fact]
    public void Min_max_takes_the_extremes_of_all_samples_and_needs_no_second_pass()
    {
        var observer = new ActivationObserver(Settings(CalibrationMethod.MinMax));

        Assert.True(observer.TryObserve([1, -2]));
        Assert.True(observer.TryObserve([0.5f, 7]));

        Assert.False(observer.NeedsHistogram);
        Assert.Equal(new ValueRange(-2, 7), observer.Choose());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_told(float value)
    {
        Assert.False(new ActivationObserver(Settings(CalibrationMethod.MinMax)).TryObserve([1, value, 2]));
    }

    [Theory]
    [InlineData(CalibrationMethod.MinMax)]
    [InlineData(CalibrationMethod.Entropy)]
    [InlineData(CalibrationMethod.Percentile)]
    public void An_activation_of_one_value_has_that_range(CalibrationMethod method)
    {
        Assert.Equal(new ValueRange(2, 2), Observe(Settings(method), [2, 2, 2]));
    }

    [Fact]
    public void Percentile_leaves_the_same_share_out_at_both_ends()
    {
        float[] values = [.. Enumerable.Range(0, 10001).Select(static i => i / 100f)];

        ValueRange range = Observe(new CalibrationSettings(CalibrationMethod.Percentile, 98, false), values);

        Assert.Equal(1, range.Low, 0.05);
        Assert.Equal(99, range.High, 0.05);
    }

    [Fact]
    public void The_100th_percentile_is_min_max()
    {
        float[] values = Normal(10_000);

        ValueRange range = Observe(new CalibrationSettings(CalibrationMethod.Percentile, 100, false), values);

        Assert.Equal(values.Min(), range.Low, 1e-3);
        Assert.Equal(values.Max(), range.High, 1e-3);
    }

    [Fact]
    public void A_symmetric_percentile_counts_magnitudes()
    {
        float[] values = [.. Enumerable.Range(-1000, 2001).Select(static i => (float)i), .. Enumerable.Repeat(0f, 10)];

        ValueRange range = Observe(new CalibrationSettings(CalibrationMethod.Percentile, 90, true), values);

        Assert.Equal(900, range.High, 10.0);
        Assert.Equal(-900, range.Low, 10.0);
    }

    [Fact]
    public void Entropy_clips_an_outlier_that_would_cost_all_others_their_precision()
    {
        float[] values = [.. Normal(100_000), 200];

        ValueRange range = Observe(Settings(CalibrationMethod.Entropy), values);

        Assert.InRange(range.High, 3, 60);
        Assert.InRange(range.Low, -6, -3);
    }

    [Fact]
    public void Entropy_keeps_what_is_spread_evenly()
    {
        var random = new Random(Seed);
        float[] values = [.. Enumerable.Range(0, 100_000).Select(_ => (random.NextSingle() * 2) - 1)];

        ValueRange range = Observe(Settings(CalibrationMethod.Entropy), values);

        Assert.InRange(range.High, 0.95f, 1);
        Assert.InRange(range.Low, -1, -0.95f);
    }

    [Fact]
    public void Entropy_keeps_what_never_comes_near_zero()
    {
        float[] values = [.. Normal(100_000).Select(static value => 0.5f + (value / 100))];

        ValueRange range = Observe(Settings(CalibrationMethod.Entropy), values);

        Assert.InRange(range.High, 0.52f, 0.56f);
    }

    [Fact]
    public void Entropy_is_not_drawn_to_the_zeros_behind_a_ReLU()
    {
        float[] values = [.. Normal(100_000).Select(static value => Math.Max(value, 0))];

        ValueRange range = Observe(Settings(CalibrationMethod.Entropy), values);

        Assert.Equal(0, range.Low);
        Assert.InRange(range.High, 2.5f, 5f);
    }

    private static CalibrationSettings Settings(CalibrationMethod method)
    {
        return new CalibrationSettings(method, CalibrationSettings.DefaultPercentile, false);
    }

    private static ValueRange Observe(CalibrationSettings settings, float[] values)
    {
        var observer = new ActivationObserver(settings);
        float[][] samples = [values[..(values.Length / 2)], values[(values.Length / 2)..]];
        Assert.All(samples, sample => Assert.True(observer.TryObserve(sample)));
        Array.ForEach(samples, sample => observer.Count(sample));
        return observer.Choose();
    }

    private static float[] Normal(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }
}
