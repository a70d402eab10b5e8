namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>Compares a percentile of the latencies of two sides.</summary>
public static class LatencyEvidence
{
    /// <summary>Replicates of the bootstrap: the ends of a 95 % interval then vary by some 5 % of its width.</summary>
    private const int Replicates = 1000;

    // Cliff's delta of this many inferences a side has a standard error under 0.01.
    private const int MostForEffect = 8192;

    /// <summary>The evidence.</summary>
    /// <param name="first">Launches of the base; at least one, each percentile greater than 0.</param>
    /// <param name="second">Launches of what is compared with it; likewise.</param>
    /// <param name="percent">The percentile.</param>
    /// <param name="random">The seeded source.</param>
    public static RatioEvidence Of(IReadOnlyList<LaunchSample> first, IReadOnlyList<LaunchSample> second, int percent, Random random)
    {
        bool hasOneEach = first.Count + second.Count == 2;
        SideEstimates of = Estimates(first, percent, hasOneEach, random);
        SideEstimates to = Estimates(second, percent, hasOneEach, random);
        double level = CommonPercentile([.. first, .. second], first.Count, percent);
        return new RatioEvidence
        {
            Base = of,
            Diff = to,
            LogRatio = HodgesLehmann.Shift(of.Logs, to.Logs, new double[of.Logs.Length * to.Logs.Length]),
            Bootstrap = RatioBootstrap.Interval(of, to, random),
            Blocks = RankSum.Of(Shares(first, level, percent), Shares(second, level, percent)),
            CliffsDelta = RankSum.Of(Thinned(first), Thinned(second)).CliffsDelta,
        };
    }

    // Slow changes inside a launch take sorting it again, and several launches a side make them needless.
    private static SideEstimates Estimates(IReadOnlyList<LaunchSample> launches, int percent, bool isOnlyOne, Random random)
    {
        double[][] deviations = new double[launches.Count][];
        for (int i = 0; i < deviations.Length; i++)
        {
            deviations[i] = new double[Replicates];
            QuantileBootstrap.Draw(launches[i], percent, deviations[i], random);
        }

        return new SideEstimates(
            [.. launches.Select(launch => Math.Log(launch.Percentile(percent)))],
            [.. launches.Select(launch => isOnlyOne ? launch.SlowVariance(percent) : 0)],
            deviations);
    }

    private static double[] Shares(IReadOnlyList<LaunchSample> launches, double level, int percent)
    {
        return [.. launches.SelectMany(launch => launch.BlockShares(level, launch.BlockLength(percent)))];
    }

    // The percentile of both sides together, each launch of a side and both sides with the same weight, by halving: launches of any length need no merging.
    private static double CommonPercentile(IReadOnlyList<LaunchSample> all, int firstCount, int percent)
    {
        double wanted = percent / 100.0;
        double low = all.Min(static launch => launch.Sorted[0]);
        double high = all.Max(static launch => launch.Sorted[^1]);
        for (int i = 0; i < 50 && high > low; i++)
        {
            double middle = (low + high) / 2;
            double below = 0;
            for (int j = 0; j < all.Count; j++)
            {
                int sideCount = j < firstCount ? firstCount : all.Count - firstCount;
                below += CountUpTo(all[j].Sorted, middle) / (2.0 * sideCount * all[j].Count);
            }

            (low, high) = below >= wanted ? (low, middle) : (middle, high);
        }

        return high;
    }

    private static int CountUpTo(ReadOnlySpan<double> sorted, double level)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] <= level ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // Evenly spaced ranks of each launch, as many of each.
    private static double[] Thinned(IReadOnlyList<LaunchSample> launches)
    {
        int each = Math.Max(1, Math.Min(MostForEffect / launches.Count, launches.Max(static launch => launch.Count)));
        double[] thinned = new double[each * launches.Count];
        for (int i = 0; i < thinned.Length; i++)
        {
            ReadOnlySpan<double> sorted = launches[i / each].Sorted;
            thinned[i] = sorted[(int)((i % each) * (long)sorted.Length / each)];
        }

        return thinned;
    }
}
