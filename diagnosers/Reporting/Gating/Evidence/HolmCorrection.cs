namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>Holm's step-down correction (Scandinavian Journal of Statistics 6, 1979).</summary>
/// <remarks>
/// One wrong alarm fails a build, whichever case it is in, so the probability of any (the family-wise error) is what has to be held, not their share (Benjamini and
/// Hochberg). Holm holds it whatever the dependence between cases is; those of one run share a machine and its neighbours.
/// </remarks>
public static class HolmCorrection
{
    /// <summary>The corrected p-values in the order of the given ones: the i-th smallest of m times (m − i + 1), at least the one before, at most 1.</summary>
    /// <param name="values">The p-values, 0 to 1.</param>
    public static double[] Correct(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        double[] corrected = new double[values.Count];
        double least = 0;
        for (int i = 0; i < order.Length; i++)
        {
            least = Math.Max(least, Math.Min(1, (order.Length - i) * values[order[i]]));
            corrected[order[i]] = least;
        }

        return corrected;
    }
}
