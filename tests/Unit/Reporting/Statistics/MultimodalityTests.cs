using InferenceBench.Reporting.Statistics;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Statistics;

public sealed class MultimodalityTests
{
    private const int Seed = 20_240;
    private const int Samples = 200;

    [Theory]
    [InlineData("normal")]
    [InlineData("uniform")]
    [InlineData("exponential")]
    [InlineData("log-normal")]
    public void One_mode_is_flagged_in_under_5_percent_of_samples(string shape)
    {
        Random random = new(Seed);
        Func<double> next = shape switch
        {
            "normal" => () => 10 + Normal(random),
            "uniform" => random.NextDouble,
            "exponential" => () => -Math.Log(1 - random.NextDouble()),
            _ => () => Math.Exp(Normal(random)),
        };

        foreach (int count in new[] { 64, 100, 1000 })
        {
            int flagged = Flagged(count, next);
            Assert.True(flagged < 0.05 * Samples, $"{flagged} of {Samples} samples of {count} (seed {Seed})");
        }
    }

    [Theory]
    [InlineData(0.5, 6)]
    [InlineData(0.2, 8)]
    [InlineData(0.5, 100)]
    public void Two_modes_are_flagged_in_over_95_percent_of_samples(double share, double distance)
    {
        Random random = new(Seed);

        foreach (int count in new[] { 64, 100, 1000 })
        {
            int flagged = Flagged(count, () => 10 + Normal(random) + (random.NextDouble() < share ? distance : 0));
            Assert.True(flagged > 0.95 * Samples, $"{flagged} of {Samples} samples of {count} (seed {Seed})");
        }
    }

    [Fact]
    public void Few_or_equal_values_are_not_multimodal()
    {
        Assert.False(Multimodality.IsMultimodal([.. Enumerable.Range(0, Multimodality.LeastCount - 1).Select(static i => i < 32 ? 1.0 : 9.0)]));
        Assert.False(Multimodality.IsMultimodal([.. Enumerable.Repeat(4.0, 500)]));
    }

    private static int Flagged(int count, Func<double> next)
    {
        int flagged = 0;
        for (int i = 0; i < Samples; i++)
        {
            double[] values = [.. Enumerable.Range(0, count).Select(_ => next()).Order()];
            flagged += Multimodality.IsMultimodal(values) ? 1 : 0;
        }

        return flagged;
    }

    private static double Normal(Random random)
    {
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
