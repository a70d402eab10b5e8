namespace InferenceBench.Sampling.Energy;

/// <summary>
/// Standard uncertainties of an energy in joules, independent of each other: u²(E) = (g·E)² + (T·offset)² + timing² + T²·s²/N + edge² + gap², where a quantity that
/// is only known to lie within ±a counts with a/√3 (JCGM 100:2008, Guide to the expression of uncertainty in measurement, 4.3.7 and 5.1.2).
/// </summary>
internal sealed record UncertaintyBudget
{
    /// <summary>Coverage factor: about 95 % for a normal distribution (JCGM 100:2008, 6.2).</summary>
    private const double CoverageFactor = 2;

    /// <summary>Of the sensor's gain. Repeating the measurement does not shrink it.</summary>
    public double GainJoules { get; init; }

    /// <summary>Of the sensor's zero. Repeating the measurement does not shrink it.</summary>
    public double OffsetJoules { get; init; }

    /// <summary>Of the moments at which the sensor's value was true.</summary>
    public double TimingJoules { get; init; }

    /// <summary>Of power that varies between the readings.</summary>
    public double NoiseJoules { get; init; }

    /// <summary>Of readings that are held to an edge.</summary>
    public double HeldJoules { get; init; }

    /// <summary>Of gaps that are bridged.</summary>
    public double GapJoules { get; init; }

    /// <summary>Expanded uncertainty of all.</summary>
    public double ExpandedJoules => CoverageFactor * Norm([GainJoules, OffsetJoules, TimingJoules, NoiseJoules, HeldJoules, GapJoules]);

    /// <summary>Expanded uncertainty without gain and offset, which are the same for two cases of one device.</summary>
    public double RandomExpandedJoules => CoverageFactor * Norm([TimingJoules, NoiseJoules, HeldJoules, GapJoules]);

    /// <summary>Root of the sum of squares.</summary>
    public static double Norm(ReadOnlySpan<double> terms)
    {
        double squares = 0;
        foreach (double term in terms)
        {
            squares += term * term;
        }

        return Math.Sqrt(squares);
    }

    /// <summary>Standard uncertainty of a quantity that lies within a distance on either side.</summary>
    public static double OfBound(double halfWidth)
    {
        return halfWidth / Math.Sqrt(3);
    }
}
