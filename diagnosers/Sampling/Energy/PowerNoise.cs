namespace InferenceBench.Sampling.Energy;

/// <summary>
/// Variance of power around the lines between its readings: what the trapezoids cannot resolve. Estimated from pseudo-residuals, each update against the line
/// through its two neighbours, so that a trend or a slow swing is no noise (Th. Gasser, L. Sroka, Ch. Jennen-Steinmetz, Residual variance and residual pattern
/// in nonlinear regression, Biometrika 73 (1986) 625–633, for irregular distances; the idea is J. von Neumann's of successive differences). A step of D between
/// two updates counts with D²/3 in the sum of squares, four times the variance of its unknown moment.
/// </summary>
/// <param name="VarianceWatts2">Variance of one update in W²; null when there are too few to tell.</param>
/// <param name="Updates">Distinct updates of the sensor inside the windows: N in T²·s²/N. Polls that repeat a value within a refresh period are not counted.</param>
internal readonly record struct PowerNoise(double? VarianceWatts2, int Updates)
{
    /// <summary>Estimates it.</summary>
    public static PowerNoise Of(Readings readings, WindowSet windows, long refreshNs, long gapNs)
    {
        int[] updates = DistinctUpdates(readings, refreshNs);
        long[] times = Array.ConvertAll(updates, i => readings.TimesNs[i]);
        double squares = 0;
        int residuals = 0;
        int inside = 0;
        foreach (int i in windows.IndexesInside(times))
        {
            inside++;
            if (i > 0 && i + 1 < updates.Length && SquaredResidual(readings, updates[i - 1], updates[i], updates[i + 1], gapNs) is { } square)
            {
                squares += square;
                residuals++;
            }
        }

        return new PowerNoise(residuals == 0 ? null : squares / residuals, inside);
    }

    private static int[] DistinctUpdates(Readings readings, long refreshNs)
    {
        var updates = new List<int>();
        for (int i = 0; i < readings.Count; i++)
        {
            bool isRepeated = updates.Count > 0
                && readings.Values[i] == readings.Values[updates[^1]]
                && Nanoseconds.Between(readings.TimesNs[updates[^1]], readings.TimesNs[i]) < refreshNs;
            if (!isRepeated)
            {
                updates.Add(i);
            }
        }

        return [.. updates];
    }

    // Null beside a step (equal times) and beside a gap, which have terms of their own.
    private static double? SquaredResidual(Readings readings, int before, int at, int after, long gapNs)
    {
        long left = Nanoseconds.Between(readings.TimesNs[before], readings.TimesNs[at]);
        long right = Nanoseconds.Between(readings.TimesNs[at], readings.TimesNs[after]);
        if (left == 0 || right == 0 || left > gapNs || right > gapNs)
        {
            return null;
        }

        double weight = right / ((double)left + right);
        double residual = (weight * (readings.Values[at] - readings.Values[before])) + ((1 - weight) * (readings.Values[at] - readings.Values[after]));
        return residual * residual / (1 + (weight * weight) + ((1 - weight) * (1 - weight)));
    }
}
