using InferenceBench.Reporting.Gating.Evidence;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Gating;

public sealed class EvidenceTests
{
    [Theory]
    [InlineData(2.776445, 4, 0.05)]
    [InlineData(12.706205, 1, 0.05)]
    [InlineData(2.228139, 10, 0.05)]
    [InlineData(3.169273, 10, 0.01)]
    [InlineData(1.644854, 1e6, 0.1)]
    public void Students_t_has_the_critical_values_of_published_tables(double t, double degrees, double p)
    {
        Assert.Equal(p, StudentT.TwoSided(t, degrees), 5);
        Assert.Equal(t, StudentT.Critical(p, degrees), 4);
        Assert.Equal(p, StudentT.TwoSided(-t, degrees), 5);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1.959964, 0.05)]
    [InlineData(3.290527, 0.001)]
    public void The_normal_tail_has_the_values_of_published_tables(double z, double p)
    {
        Assert.Equal(p, NormalTail.TwoSided(z), 6);
    }

    [Fact]
    public void A_rank_sum_is_exact_for_few_values()
    {
        // All of the second above all of the first: U = 9, one of 20 arrangements, two-sided 2 / 20.
        RankSum separated = RankSum.Of([1, 2, 3], [4, 5, 6]);
        Assert.Equal(9, separated.U);
        Assert.Equal(0.1, separated.TwoSidedP, 12);
        Assert.Equal(1, separated.CliffsDelta);
        Assert.Equal(0.1, RankSum.LeastP(3, 3), 12);

        // By hand: 1.1 is above 1; 2.5 above 1 and 2; 5 above all four: 7 of 12 pairs.
        RankSum mixed = RankSum.Of([1, 2, 3, 4], [1.1, 2.5, 5]);
        Assert.Equal(7, mixed.U);
        Assert.Equal(2.0 / 12, mixed.CliffsDelta, 12);
    }

    [Theory]
    [InlineData(5, 5, 2, 0.05)]
    [InlineData(8, 8, 13, 0.05)]
    [InlineData(10, 10, 23, 0.05)]
    public void A_rank_sum_has_the_critical_values_of_published_tables(int first, int second, int criticalU, double p)
    {
        // Mann and Whitney's table, two-sided: U up to the critical value is significant, one more is not.
        Assert.True(RankSum.Of(Spread(first), WithU(first, second, criticalU)).TwoSidedP <= p);
        Assert.True(RankSum.Of(Spread(first), WithU(first, second, criticalU + 1)).TwoSidedP > p);
    }

    [Fact]
    public void Ties_count_half_and_equal_samples_do_not_differ()
    {
        RankSum ties = RankSum.Of([1, 1, 1], [1, 1, 1]);
        Assert.Equal(4.5, ties.U);
        Assert.Equal(1, ties.TwoSidedP);
        Assert.Equal(0, ties.CliffsDelta);
    }

    [Fact]
    public void The_normal_approximation_agrees_with_the_exact_distribution()
    {
        double[] first = [.. Enumerable.Range(0, 20).Select(static i => (double)i)];
        double[] second = [.. Enumerable.Range(0, 20).Select(static i => i + 5.5)];
        double exact = RankSum.Of(first, second).TwoSidedP;
        // A tie among values that are above all others leaves U as it is, and takes the approximation.
        double approximate = RankSum.Of(first, [.. second[..18], 24.5, 24.5]).TwoSidedP;
        Assert.InRange(approximate / exact, 0.8, 1.25);
    }

    [Fact]
    public void Holm_multiplies_by_the_tests_that_are_left()
    {
        double[] corrected = HolmCorrection.Correct([0.01, 0.04, 0.03, 0.005]);
        Assert.Equal(new[] { 0.03, 0.06, 0.06, 0.02 }, corrected.Select(static p => Math.Round(p, 12)));
        Assert.Equal([1], HolmCorrection.Correct([1]));
        Assert.Empty(HolmCorrection.Correct([]));
    }

    [Fact]
    public void One_odd_launch_moves_the_shift_little()
    {
        Assert.Equal(0.1, HodgesLehmann.Shift([0, 0.01, -0.01, 0, 0], [0.1, 0.1, 0.1, 0.1, 3], new double[25]), 6);
        Assert.Equal(0.5, HodgesLehmann.Shift([1], [1, 2], new double[2]), 12);
    }

    [Theory]
    [InlineData(0.0, 0.9, 1.3)]
    [InlineData(0.9, 5, 20)]
    public void Autocorrelation_time_follows_the_process(double rho, double least, double most)
    {
        // The sign of a Gaussian AR(1) has ρ(lag) = 2/π·asin(rho^lag): 1 + 2·Σ is 12.8 for rho 0.9.
        double[] latencies = new SyntheticBuild { Rho = rho, BurstRate = 0 }.Launch(new Random(1), 20_000);
        Assert.InRange(Autocorrelation.TimeOfExceedances(latencies, latencies.Order().ElementAt(10_000)), least, most);
    }

    [Fact]
    public void Blocks_hold_every_inference_once()
    {
        var launch = new LaunchSample([.. Enumerable.Range(1, 103).Select(static i => (double)i)]);
        double[] shares = launch.BlockShares(100, 10);
        Assert.Equal(10, shares.Length);
        Assert.Equal(3.0 / 13, shares[^1], 12);
        Assert.InRange(launch.BlockLength(50), 5, 12);
        Assert.Equal(1, new LaunchSample([1]).BlockLength(50));
    }

    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(0.3, 3)]
    [InlineData(0.9, 3)]
    public void The_bootstrap_covers_the_true_ratio_at_its_rate(double rho, int launches)
    {
        // Launches with one level each: what is left is autocorrelated noise. 95 % of 200 intervals: 3 standard deviations reach down to 90 %; blocks of a short sample lose some.
        var build = new SyntheticBuild { Rho = rho, LaunchDeviation = 0, BurstRate = 0 };
        int covered = Enumerable.Range(1, 200).AsParallel().Count(seed =>
        {
            var random = new Random(seed);
            RatioEvidence evidence = LatencyEvidence.Of(Launches(build, launches, random), Launches(build, launches, random), 50, random);
            return evidence.Bootstrap.Low <= 0 && evidence.Bootstrap.High >= 0;
        });
        Assert.InRange(covered, 172, 200);
    }

    private static LaunchSample[] Launches(SyntheticBuild build, int count, Random random)
    {
        return [.. Enumerable.Range(0, count).Select(_ => new LaunchSample(build.Launch(random, 400)))];
    }

    private static double[] Spread(int count)
    {
        return [.. Enumerable.Range(1, count).Select(static i => (double)i)];
    }

    // A second sample that has the given U against 1, 2, …: each value is above as many of the first as is left to give.
    private static double[] WithU(int first, int second, int u)
    {
        double[] values = new double[second];
        for (int i = 0; i < second; i++)
        {
            int above = Math.Min(first, u);
            u -= above;
            values[i] = above + 0.5 + (i * 0.001);
        }

        return values;
    }
}
