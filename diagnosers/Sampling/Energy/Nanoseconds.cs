namespace InferenceBench.Sampling.Energy;

/// <summary>Differences of monotonic times. They are taken in Int64 before anything becomes floating point: a double holds no nanosecond beyond 2^53.</summary>
internal static class Nanoseconds
{
    private const long PerTick = TimeSpan.NanosecondsPerTick;

    /// <summary>Time from one moment to a later one; the greatest Int64 where it is longer than that (292 years).</summary>
    public static long Between(long fromNs, long toNs)
    {
        long distance = unchecked(toNs - fromNs);
        return toNs > fromNs && distance < 0 ? long.MaxValue : distance;
    }

    /// <summary>Seconds from one moment to a later one.</summary>
    public static double Seconds(long fromNs, long toNs)
    {
        return Between(fromNs, toNs) / 1e9;
    }

    /// <summary>A moment moved by a distance of either sign, held at the ends of Int64.</summary>
    public static long Add(long momentNs, long distanceNs)
    {
        long sum = unchecked(momentNs + distanceNs);
        return distanceNs >= 0 ? (sum < momentNs ? long.MaxValue : sum) : (sum > momentNs ? long.MinValue : sum);
    }

    /// <summary>Sum of lengths, at most the greatest Int64.</summary>
    public static long Sum(IEnumerable<long> lengthsNs)
    {
        return lengthsNs.Aggregate(0L, Add);
    }

    /// <summary>A multiple of a length, at most the greatest Int64.</summary>
    public static long Times(long lengthNs, int factor)
    {
        return lengthNs > long.MaxValue / factor ? long.MaxValue : lengthNs * factor;
    }

    /// <summary>A length that is not negative.</summary>
    public static long Of(TimeSpan length)
    {
        return length.Ticks > long.MaxValue / PerTick ? long.MaxValue : length.Ticks * PerTick;
    }

    /// <summary>Median of lengths; null of none.</summary>
    public static long? Median(IReadOnlyCollection<long> lengthsNs)
    {
        if (lengthsNs.Count == 0)
        {
            return null;
        }

        long[] sorted = [.. lengthsNs.Order()];
        long lower = sorted[(sorted.Length - 1) / 2];
        return lower + ((sorted[sorted.Length / 2] - lower) / 2);
    }
}
