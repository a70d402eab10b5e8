using System.Diagnostics;

namespace InferenceBench.Sampling.Recording;

/// <summary>The clock of all stamps: <see cref="Stopwatch"/> in nanoseconds, on Linux <c>CLOCK_MONOTONIC</c>, which all processes share.</summary>
public static class MonotonicTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Now, in monotonic nanoseconds. Any thread.</summary>
    public static long NowNs => FromTicks(Stopwatch.GetTimestamp(), Stopwatch.Frequency);

    /// <summary>Ticks as nanoseconds, rounded down; exact for every frequency and as long as the result fits.</summary>
    /// <param name="ticks">Ticks of a clock.</param>
    /// <param name="ticksPerSecond">Its frequency, above 0.</param>
    internal static long FromTicks(long ticks, long ticksPerSecond)
    {
        // On Linux the tick is a nanosecond. Elsewhere ticks × 10⁹ passes 64 bits after minutes of uptime.
        return ticksPerSecond == NanosecondsPerSecond ? ticks : (long)((Int128)ticks * NanosecondsPerSecond / ticksPerSecond);
    }

    /// <summary>A duration in nanoseconds.</summary>
    /// <param name="duration">The duration.</param>
    internal static long Nanoseconds(TimeSpan duration)
    {
        return duration.Ticks * TimeSpan.NanosecondsPerTick;
    }

    /// <summary>Nanoseconds as a duration, rounded down to its 100 ns.</summary>
    /// <param name="nanoseconds">The nanoseconds.</param>
    internal static TimeSpan Duration(long nanoseconds)
    {
        return TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
    }
}
