namespace InferenceBench.Sampling.Energy;

/// <summary>A part of a window that lies between two neighbouring readings. Never empty.</summary>
/// <param name="Segment">Index of the earlier reading.</param>
/// <param name="FromNs">Its start.</param>
/// <param name="ToNs">Its end.</param>
internal readonly record struct Overlap(int Segment, long FromNs, long ToNs)
{
    /// <summary>Its length.</summary>
    public long LengthNs => Nanoseconds.Between(FromNs, ToNs);

    /// <summary>All overlaps in order, in one pass over both.</summary>
    /// <param name="timesNs">Sorted times of the readings; equal ones have nothing between them.</param>
    /// <param name="windows">Windows in order, not overlapping.</param>
    public static IEnumerable<Overlap> Between(long[] timesNs, IReadOnlyList<EnergyWindow> windows)
    {
        int first = 0;
        foreach (EnergyWindow window in windows)
        {
            while (first + 1 < timesNs.Length && timesNs[first + 1] <= window.FromNs)
            {
                first++;
            }

            for (int i = first; i + 1 < timesNs.Length && timesNs[i] < window.ToNs; i++)
            {
                long from = Math.Max(timesNs[i], window.FromNs);
                long to = Math.Min(timesNs[i + 1], window.ToNs);
                if (to > from)
                {
                    yield return new Overlap(i, from, to);
                }
            }
        }
    }
}
