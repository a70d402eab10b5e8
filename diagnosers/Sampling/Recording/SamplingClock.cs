namespace InferenceBench.Sampling.Recording;

/// <summary>The clock of one sampler: monotonic time, and an event that ends its sleep.</summary>
internal sealed class SamplingClock : ISamplingClock, IDisposable
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    // A day: far beyond every period, and well inside the 32 bits of milliseconds that an event waits at most.
    private const long LongestWaitMs = 86_400_000;
    private readonly AutoResetEvent _wake = new(false);

    /// <inheritdoc/>
    public long NowNs => MonotonicTime.NowNs;

    /// <inheritdoc/>
    public void WaitUntil(long untilNs)
    {
        long leftNs = untilNs - NowNs;
        if (leftNs > 0)
        {
            // Rounded up: an event waits whole milliseconds, and rounding down would end in a busy loop.
            long leftMs = (leftNs / NanosecondsPerMillisecond) + 1;
            _wake.WaitOne((int)Math.Min(leftMs, LongestWaitMs));
        }
    }

    /// <inheritdoc/>
    public void Wake()
    {
        _wake.Set();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _wake.Dispose();
    }
}
