namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>The shift between two samples by Hodges and Lehmann (Annals of Mathematical Statistics 34, 1963): the median of all differences, so that one odd launch moves little.</summary>
public static class HodgesLehmann
{
    /// <summary>The shift from the first to the second sample; the mean of the two middle differences when their number is even.</summary>
    /// <param name="first">The first sample, at least one value.</param>
    /// <param name="second">The second sample, at least one value.</param>
    /// <param name="differences">Room for all differences: the product of the lengths.</param>
    public static double Shift(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> differences)
    {
        int count = 0;
        foreach (double from in first)
        {
            foreach (double to in second)
            {
                differences[count++] = to - from;
            }
        }

        Span<double> all = differences[..count];
        all.Sort();
        return (all[(count - 1) / 2] + all[count / 2]) / 2;
    }
}
