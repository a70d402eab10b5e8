namespace InferenceBench.Models.Quantization;

/// <summary>
/// Where to clip an activation so that its integers keep most of the information: the magnitude for which the Kullback–Leibler divergence of the clipped
/// histogram from its quantized form is least, as TensorRT's entropy calibration and onnxruntime.quantization choose it.
/// </summary>
public static class EntropyThreshold
{
    // Mass that an empty bin gets where the other distribution has some: the divergence is not defined without.
    private const double Smoothing = 1e-4;

    // A bin for each integer of one sign.
    private const int LeastBins = 128;

    /// <summary>Finds the threshold.</summary>
    /// <param name="magnitudes">Histogram of distances from zero, from 0 to the greatest seen.</param>
    /// <param name="levels">How many integers stand for the magnitudes from 0 to a threshold.</param>
    /// <returns>A magnitude at most the histogram's highest.</returns>
    public static double Find(ActivationHistogram magnitudes, Func<double, int> levels)
    {
        ArgumentNullException.ThrowIfNull(magnitudes);
        ArgumentNullException.ThrowIfNull(levels);
        IReadOnlyList<long> counts = magnitudes.Counts;
        long[] histogram = [.. counts];

        // Exact zeros (after ReLU, in padding) are represented exactly by every scale; as a spike they would drown everything else.
        histogram[0] = histogram.Length > 1 ? Math.Min(histogram[0], histogram[1]) : histogram[0];
        int last = Array.FindLastIndex(histogram, static count => count > 0) + 1;
        double least = double.PositiveInfinity;
        int best = Math.Max(last, 1);
        for (int bins = Math.Min(LeastBins, last); bins <= last; bins++)
        {
            double divergence = Divergence(histogram, bins, levels(bins * magnitudes.BinWidth));
            if (divergence < least)
            {
                (least, best) = (divergence, bins);
            }
        }

        return best * magnitudes.BinWidth;
    }

    /// <summary>Divergence of the first bins, what lies beyond them clipped into the last, from the same bins merged into levels.</summary>
    private static double Divergence(long[] histogram, int bins, int levels)
    {
        var reference = new double[bins];
        double total = 0;
        for (int i = 0; i < bins; i++)
        {
            reference[i] = histogram[i];
            total += histogram[i];
        }

        for (int i = bins; i < histogram.Length; i++)
        {
            reference[bins - 1] += histogram[i];
            total += histogram[i];
        }

        double[] merged = Merge(histogram.AsSpan(0, bins), levels, reference);
        return total == 0 ? 0 : Divergence(reference, merged, total);
    }

    // Every level's mass is spread evenly over those of its bins in which there was some.
    private static double[] Merge(ReadOnlySpan<long> histogram, int levels, double[] reference)
    {
        var merged = new double[histogram.Length];
        for (int level = 0; level < levels; level++)
        {
            int start = (int)((long)level * histogram.Length / levels);
            int end = (int)((long)(level + 1) * histogram.Length / levels);
            long mass = 0;
            int filled = 0;
            for (int i = start; i < end; i++)
            {
                mass += histogram[i];
                filled += reference[i] > 0 ? 1 : 0;
            }

            for (int i = start; i < end; i++)
            {
                merged[i] = reference[i] > 0 ? (double)mass / filled : 0;
            }
        }

        return merged;
    }

    // Both are shares of all values. Were those that are clipped left out of the merged ones' total, a range that clips all but a few, such as a gate's that never
    // comes near zero, would look perfect.
    private static double Divergence(double[] reference, double[] merged, double total)
    {
        double divergence = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            if (reference[i] > 0)
            {
                double p = reference[i] / total;
                double q = Math.Max(merged[i] / total, Smoothing / reference.Length);
                divergence += p * Math.Log(p / q);
            }
        }

        return divergence;
    }
}
