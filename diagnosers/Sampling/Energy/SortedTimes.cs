namespace InferenceBench.Sampling.Energy;

/// <summary>Searches in sorted times, which may repeat.</summary>
internal static class SortedTimes
{
    /// <summary>Index of the first time at or after a moment; the length when there is none.</summary>
    public static int FirstAtOrAfter(long[] timesNs, long momentNs)
    {
        int low = 0;
        int high = timesNs.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = timesNs[middle] < momentNs ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Index of the last time at or before a moment; -1 when there is none.</summary>
    public static int LastAtOrBefore(long[] timesNs, long momentNs)
    {
        return momentNs == long.MaxValue ? timesNs.Length - 1 : FirstAtOrAfter(timesNs, momentNs + 1) - 1;
    }
}
