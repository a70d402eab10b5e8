using InferenceBench.Reporting.Statistics;

namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>The latencies of one launch of a case: one process, so one memory layout, one set of neighbours, one course of the clocks. For one thread.</summary>
public sealed class LaunchSample
{
    /// <summary>More blocks than this tell no more and cost time.</summary>
    private const int MostBlocks = 64;

    /// <summary>Fewer blocks than this have no use, however long the autocorrelation is.</summary>
    private const int LeastBlocks = 8;

    private readonly double[] _inOrder;
    private readonly double[] _sorted;
    private readonly Dictionary<int, int> _blockLengths = [];

    /// <summary>A launch.</summary>
    /// <param name="latenciesMs">Milliseconds in their order in time, at least one, each at least 0 and finite.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public LaunchSample(double[] latenciesMs)
    {
        ArgumentNullException.ThrowIfNull(latenciesMs);
        if (latenciesMs.Length == 0)
        {
            throw new ArgumentException("a launch needs at least one latency", nameof(latenciesMs));
        }

        _inOrder = latenciesMs;
        _sorted = [.. latenciesMs];
        Array.Sort(_sorted);
    }

    /// <summary>Number of inferences.</summary>
    public int Count => _inOrder.Length;

    /// <summary>Milliseconds in ascending order.</summary>
    public ReadOnlySpan<double> Sorted => _sorted;

    /// <summary>A percentile by nearest rank, in milliseconds.</summary>
    /// <param name="percent">1 to 100.</param>
    public double Percentile(int percent)
    {
        return Percentiles.NearestRank(_sorted, percent);
    }

    /// <summary>
    /// The length of blocks that are nearly independent of each other: twice the autocorrelation time, at least ∛n (the rate of Künsch, Annals of Statistics 17, 1989),
    /// and such that there are from 8 to 64 of them.
    /// </summary>
    /// <param name="percent">The percentile that is asked for.</param>
    public int BlockLength(int percent)
    {
        if (!_blockLengths.TryGetValue(percent, out int length))
        {
            length = FindBlockLength(percent);
            _blockLengths.Add(percent, length);
        }

        return length;
    }

    /// <summary>
    /// The variance of the logarithm of a percentile that slow changes inside the launch suggest: half that of its quarters. A process that stays in one of two modes for
    /// longer than a block looks quiet to the bootstrap, and its next launch may be in the other mode. Independent quarters would give a quarter; half errs on the safe side.
    /// </summary>
    /// <param name="percent">The percentile.</param>
    /// <returns>The variance; 0 under 32 inferences.</returns>
    public double SlowVariance(int percent)
    {
        if (Count < 4 * LeastBlocks)
        {
            return 0;
        }

        double[] logs = new double[4];
        for (int i = 0; i < logs.Length; i++)
        {
            double[] quarter = _inOrder[(int)((long)Count * i / 4)..(int)((long)Count * (i + 1) / 4)];
            Array.Sort(quarter);
            logs[i] = Math.Log(Percentiles.NearestRank(quarter, percent));
        }

        double mean = logs.Average();
        return logs.Sum(value => (value - mean) * (value - mean)) / (logs.Length - 1) / 2;
    }

    /// <summary>Block means: of each block the share of latencies above a level, 0 to 1. What does not fill a block at the end is part of the last one.</summary>
    /// <param name="levelMs">The level in milliseconds.</param>
    /// <param name="blockLength">Inferences of a block, at least 1.</param>
    public double[] BlockShares(double levelMs, int blockLength)
    {
        double[] shares = new double[Math.Max(1, Count / blockLength)];
        for (int i = 0; i < shares.Length; i++)
        {
            int end = i == shares.Length - 1 ? Count : (i + 1) * blockLength;
            shares[i] = Autocorrelation.ShareAbove(_inOrder.AsSpan((i * blockLength)..end), levelMs);
        }

        return shares;
    }

    /// <summary>The latency that a share of the launch lies above, in milliseconds.</summary>
    /// <param name="share">The share, cut to 0 to 1.</param>
    public double AtShareAbove(double share)
    {
        int rank = (int)Math.Ceiling((1 - share) * Count);
        return _sorted[Math.Clamp(rank, 1, Count) - 1];
    }

    private int FindBlockLength(int percent)
    {
        double time = Autocorrelation.TimeOfExceedances(_inOrder, Percentile(percent));
        int wanted = (int)Math.Ceiling(Math.Max(2 * time, Math.Cbrt(Count)));
        int least = (Count + MostBlocks - 1) / MostBlocks;
        int most = Math.Max(1, Count / LeastBlocks);
        return Math.Max(least, Math.Min(wanted, most));
    }
}
