namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>The rank-sum test of two samples (Wilcoxon 1945; Mann and Whitney 1947): distribution-free.</summary>
/// <param name="U">Number of pairs in which the value of the second sample is the greater one; a tie counts half.</param>
/// <param name="TwoSidedP">Probability of a U at least as far from its mean when both samples have one distribution.</param>
/// <param name="CliffsDelta">Cliff's delta (1993), −1 to 1: share of pairs in which the second is greater, less the share in which it is smaller.</param>
public readonly record struct RankSum(double U, double TwoSidedP, double CliffsDelta)
{
    // Over this the counts of the exact distribution cost more than the normal approximation errs (under 1e-3 from 10 a side on).
    private const int MostExact = 40;

    /// <summary>Compares two samples. Exact without ties and for at most 40 values, else by the normal approximation with correction for ties and continuity.</summary>
    /// <param name="first">The first sample, in any order, no NaN.</param>
    /// <param name="second">The second sample, in any order, no NaN.</param>
    /// <exception cref="ArgumentException">A sample is empty.</exception>
    public static RankSum Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty)
        {
            throw new ArgumentException("a rank sum needs two samples", nameof(first));
        }

        (double rankSum, double ties) = SumRanks(first, second);
        double pairs = (double)first.Length * second.Length;
        double u = rankSum - (second.Length * (second.Length + 1.0) / 2);
        int all = first.Length + second.Length;
        double p = ties == 0 && all <= MostExact ? Exact(first.Length, second.Length, u) : Normal(pairs, all, ties, u);
        return new RankSum(u, p, (2 * u / pairs) - 1);
    }

    /// <summary>The least two-sided p-value that samples of these sizes can have: 2 over the number of ways to choose one of them.</summary>
    /// <param name="first">Size of the first sample.</param>
    /// <param name="second">Size of the second sample.</param>
    public static double LeastP(int first, int second)
    {
        double ways = 1;
        for (int i = 1; i <= second; i++)
        {
            ways *= (first + i) / (double)i;
        }

        return Math.Min(1, 2 / ways);
    }

    private static (double RankSum, double Ties) SumRanks(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] values = [.. first, .. second];
        bool[] isSecond = new bool[values.Length];
        isSecond.AsSpan(first.Length).Fill(true);
        Array.Sort(values, isSecond);
        double sum = 0;
        double ties = 0;
        for (int from = 0; from < values.Length;)
        {
            int to = from + 1;
            while (to < values.Length && values[to] == values[from])
            {
                to++;
            }

            int of = isSecond.AsSpan(from, to - from).Count(true);
            sum += of * (from + 1 + to) / 2.0;
            double tied = to - from;
            ties += (tied * tied * tied) - tied;
            from = to;
        }

        return (sum, ties);
    }

    private static double Normal(double pairs, double all, double ties, double u)
    {
        double variance = pairs / 12 * (all + 1 - (ties / (all * (all - 1))));
        double distance = Math.Max(0, Math.Abs(u - (pairs / 2)) - 0.5);
        return variance > 0 ? NormalTail.TwoSided(distance / Math.Sqrt(variance)) : 1;
    }

    // ways[u] of choosing `taken` ranks with statistic u: Mann and Whitney's recurrence, one rank after the other.
    private static double Exact(int first, int second, double u)
    {
        double[][] ways = [.. Enumerable.Range(0, second + 1).Select(_ => new double[(first * second) + 1])];
        ways[0][0] = 1;
        for (int rank = 1; rank <= first + second; rank++)
        {
            for (int taken = Math.Min(rank, second); taken >= 1; taken--)
            {
                int above = rank - taken;
                for (int sum = first * second; sum >= above; sum--)
                {
                    ways[taken][sum] += ways[taken - 1][sum - above];
                }
            }
        }

        int extreme = (int)Math.Max(u, (first * second) - u);
        return Math.Min(1, 2 * ways[second].AsSpan(extreme).ToArray().Sum() / ways[second].Sum());
    }
}
