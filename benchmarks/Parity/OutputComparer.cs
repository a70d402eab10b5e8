namespace InferenceBench.Parity;

/// <summary>Compares one output with its reference, element by element.</summary>
internal static class OutputComparer
{
    // A relative difference from zero is infinite; polygraphy puts the spacing of doubles at 1 there, and so do we.
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>Compares. NaN equals NaN, and equal infinities match.</summary>
    /// <param name="expected">The reference.</param>
    /// <param name="actual">As many values.</param>
    /// <param name="samples">Number of samples of equal length, at least 1.</param>
    /// <param name="hasScores">Whether a sample is a list of class scores.</param>
    /// <param name="limits">Tolerances.</param>
    public static OutputComparison Compare(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, int samples, bool hasScores, ParityLimits limits)
    {
        double peak = Peak(expected);
        double rms = RootMeanSquare(expected, peak);
        var sum = new DifferenceSum(rms, limits.Elements);
        for (int i = 0; i < expected.Length; i++)
        {
            sum.Add(i, expected[i], actual[i]);
        }

        bool comparable = sum.NonFinite == 0;
        return new OutputComparison(
            expected.Length,
            comparable ? sum.MaxAbs : double.PositiveInfinity,
            sum.MaxAbsIndex,
            comparable ? sum.MeanAbs : double.PositiveInfinity,
            comparable ? sum.MaxRel : double.PositiveInfinity,
            comparable ? LowestCosine(expected, actual, samples) : double.NaN,
            comparable ? 20 * Math.Log10(peak / sum.RootMeanSquare) : double.NaN,
            hasScores ? TopOne.Agreement(expected, actual, samples, limits.NearTie, rms) : null,
            sum.Outside,
            sum.NonFinite);
    }

    private static double LowestCosine(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, int samples)
    {
        int length = expected.Length / samples;
        double lowest = 1;
        for (int sample = 0; sample < samples; sample++)
        {
            lowest = Math.Min(lowest, Cosine(expected.Slice(sample * length, length), actual.Slice(sample * length, length)));
        }

        return lowest;
    }

    private static double Cosine(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        // Scaled by the peaks, so that neither 1e200 overflows nor 1e-200 vanishes when squared.
        double expectedPeak = Peak(expected);
        double actualPeak = Peak(actual);
        if (expectedPeak == 0 || actualPeak == 0)
        {
            return expectedPeak == actualPeak ? 1 : 0;
        }

        double dot = 0;
        double expectedSquares = 0;
        double actualSquares = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            // Only elements that match are not finite here: they have no direction to compare.
            if (double.IsFinite(expected[i]))
            {
                double e = expected[i] / expectedPeak;
                double a = actual[i] / actualPeak;
                dot += e * a;
                expectedSquares += e * e;
                actualSquares += a * a;
            }
        }

        return Math.Clamp(dot / Math.Sqrt(expectedSquares * actualSquares), -1, 1);
    }

    private static double RootMeanSquare(ReadOnlySpan<double> values, double peak)
    {
        double squares = 0;
        int finite = 0;
        foreach (double value in values)
        {
            if (double.IsFinite(value) && peak > 0)
            {
                squares += value / peak * (value / peak);
                finite++;
            }
        }

        return finite == 0 ? 0 : peak * Math.Sqrt(squares / finite);
    }

    private static double Peak(ReadOnlySpan<double> values)
    {
        double peak = 0;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                peak = Math.Max(peak, Math.Abs(value));
            }
        }

        return peak;
    }

    private struct DifferenceSum(double rms, ElementTolerance? tolerance)
    {
        private double _sum;
        private double _squares;
        private int _finite;

        public double MaxAbs { get; private set; }

        public int MaxAbsIndex { get; private set; } = -1;

        public double MaxRel { get; private set; }

        public int Outside { get; private set; }

        public int NonFinite { get; private set; }

        public readonly double MeanAbs => _finite == 0 ? 0 : _sum / _finite;

        public readonly double RootMeanSquare => _finite == 0 ? 0 : Math.Sqrt(_squares / _finite);

        public void Add(int index, double expected, double actual)
        {
            if (!double.IsFinite(expected) || !double.IsFinite(actual))
            {
                NonFinite += expected.Equals(actual) ? 0 : 1;
                return;
            }

            double difference = Math.Abs(expected - actual);
            _finite++;
            _sum += difference;
            _squares += difference * difference;
            if (difference > MaxAbs)
            {
                MaxAbs = difference;
                MaxAbsIndex = index;
            }

            MaxRel = Math.Max(MaxRel, difference / (expected == 0 ? Epsilon : Math.Abs(expected)));
            Outside += tolerance is not null && !(difference <= tolerance.At(expected, rms)) ? 1 : 0;
        }
    }
}
