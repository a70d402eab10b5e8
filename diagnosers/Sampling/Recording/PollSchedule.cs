namespace InferenceBench.Sampling.Recording;

/// <summary>When a sampler reads: once in each period since its start, at a random moment of it.</summary>
/// <remarks>
/// The k-th reading is due at <c>start + (k + U(0,1)) · period</c>: the mean rate is exact and nothing drifts, but a load that repeats with the
/// period (an inference of 20 ms) is met in all of its phases. At fixed distances all readings could fall into one phase, which no
/// number of readings mends; a small jitter only moves them within that phase. (Stratified sampling: the variance is at most that of random moments.)
/// The sequence is seeded: the same start gives the same moments.
/// </remarks>
internal sealed class PollSchedule
{
    private readonly long _periodNs;
    private readonly Random _random;
    private long _startNs;
    private long _slot;

    /// <summary>A schedule whose first reading is due within its first period.</summary>
    /// <param name="startNs">Its start in monotonic nanoseconds.</param>
    /// <param name="periodNs">Its period, above 0.</param>
    /// <param name="seed">Seed of its random moments.</param>
    public PollSchedule(long startNs, long periodNs, int seed)
    {
        _periodNs = periodNs;
        _random = new Random(seed);
        Restart(startNs);
    }

    /// <summary>When the next reading is due.</summary>
    public long DueNs { get; private set; }

    /// <summary>Periods that passed without a reading, because the one before took so long.</summary>
    public long Overruns { get; private set; }

    /// <summary>Starts anew after a pause, which is no overrun.</summary>
    /// <param name="nowNs">The new start.</param>
    public void Restart(long nowNs)
    {
        _startNs = nowNs;
        Take(0);
    }

    /// <summary>Goes on to the next period after a reading. Periods that are over by now are skipped and counted.</summary>
    /// <param name="nowNs">When the reading ended.</param>
    public void Advance(long nowNs)
    {
        long next = Math.Max(_slot + 1, (nowNs - _startNs) / _periodNs);
        Overruns += next - _slot - 1;
        Take(next);
    }

    private void Take(long slot)
    {
        _slot = slot;
        DueNs = _startNs + (slot * _periodNs) + _random.NextInt64(_periodNs);
    }
}
