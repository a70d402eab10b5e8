using System.Numerics;

namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>How many successive values hold the information of one independent value.</summary>
public static class Autocorrelation
{
    private const int WordBits = 64;

    // Sokal's window: sums up to the least lag that is 5 times the time found so far (Sokal, Monte Carlo Methods in Statistical Mechanics, 1989, section 3).
    private const double Window = 5;

    /// <summary>
    /// The integrated autocorrelation time τ = 1 + 2·Σ ρ(lag), at least 1. Whether a value is above the level is all that counts of it, so neither a rare huge latency
    /// nor the shape of the distribution matters.
    /// </summary>
    /// <param name="values">Values in their order in time.</param>
    /// <param name="level">The value that separates high ones from low ones.</param>
    public static double TimeOfExceedances(ReadOnlySpan<double> values, double level)
    {
        ulong[] bits = Exceedances(values, level);
        double share = ShareAbove(values, level);
        double variance = share * (1 - share);
        double time = 1;

        // A quarter of the sample: estimates of longer lags rest on too few pairs.
        for (int lag = 1; lag < values.Length / 4 && variance > 0; lag++)
        {
            double both = CountBoth(bits, lag) / (double)(values.Length - lag);
            time += 2 * (both - (share * share)) / variance;
            if (lag >= Window * time)
            {
                break;
            }
        }

        return Math.Max(1, time);
    }

    /// <summary>The share of values above a level, 0 to 1; 0 of none.</summary>
    /// <param name="values">The values.</param>
    /// <param name="level">The level.</param>
    public static double ShareAbove(ReadOnlySpan<double> values, double level)
    {
        int above = 0;
        foreach (double value in values)
        {
            above += value > level ? 1 : 0;
        }

        return values.IsEmpty ? 0 : above / (double)values.Length;
    }

    private static ulong[] Exceedances(ReadOnlySpan<double> values, double level)
    {
        ulong[] bits = new ulong[(values.Length / WordBits) + 1];
        for (int i = 0; i < values.Length; i++)
        {
            bits[i / WordBits] |= values[i] > level ? 1UL << (i % WordBits) : 0;
        }

        return bits;
    }

    private static long CountBoth(ulong[] bits, int lag)
    {
        int words = lag / WordBits;
        int shift = lag % WordBits;
        long count = 0;
        for (int i = 0; i + words < bits.Length; i++)
        {
            ulong next = i + words + 1 < bits.Length && shift > 0 ? bits[i + words + 1] << (WordBits - shift) : 0;
            count += BitOperations.PopCount(bits[i] & ((bits[i + words] >> shift) | next));
        }

        return count;
    }
}
