namespace InferenceBench.Parity;

/// <summary>Whether two networks name the same class.</summary>
internal static class TopOne
{
    /// <summary>The share of samples whose highest value is at the same place. A sample whose two highest reference values are closer than a tolerance is left out: it would flip by rounding alone.</summary>
    /// <param name="expected">The reference.</param>
    /// <param name="actual">As many values.</param>
    /// <param name="samples">Number of samples of equal length, at least 1.</param>
    /// <param name="nearTie">The tolerance.</param>
    /// <param name="rms">Root mean square of the reference.</param>
    /// <returns>0 to 1; null when there is no sample to count.</returns>
    public static double? Agreement(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, int samples, ElementTolerance nearTie, double rms)
    {
        int length = expected.Length / samples;
        int counted = 0;
        int agreed = 0;
        for (int sample = 0; length > 1 && sample < samples; sample++)
        {
            ReadOnlySpan<double> scores = expected.Slice(sample * length, length);
            int top = IndexOfMax(scores, except: -1);
            int second = IndexOfMax(scores, except: top);
            if (!double.IsFinite(scores[top]) || scores[top] - scores[second] < nearTie.At(scores[top], rms))
            {
                continue;
            }

            counted++;
            agreed += IndexOfMax(actual.Slice(sample * length, length), except: -1) == top ? 1 : 0;
        }

        return counted == 0 ? null : (double)agreed / counted;
    }

    private static int IndexOfMax(ReadOnlySpan<double> values, int except)
    {
        int best = except == 0 ? 1 : 0;
        for (int i = 0; i < values.Length; i++)
        {
            // A NaN is never the highest value unless there is nothing else.
            if (i != except && (values[i] > values[best] || double.IsNaN(values[best])))
            {
                best = i;
            }
        }

        return best;
    }
}
