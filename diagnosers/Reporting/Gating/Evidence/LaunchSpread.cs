namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>
/// How much launches of one build differ, as a standard deviation of the logarithm (0.01: about 1 %). A few launches hardly tell, so each case's own variance is combined
/// with a prior one: (d0·s0² + d·s²) / (d0 + d), with d0 + d degrees of freedom (Smyth, Statistical Applications in Genetics and Molecular Biology 3, 2004, section 4).
/// </summary>
/// <param name="PriorDeviation">s0 without the part that comes from inside a launch.</param>
/// <param name="IsMeasured">Whether it was measured on the cases at hand; else it is the allowance.</param>
public sealed record LaunchSpread(double PriorDeviation, bool IsMeasured)
{
    /// <summary>d0: how many degrees of freedom the prior is worth.</summary>
    public const double PriorDegrees = 6;

    // Under this many cases the middle of what they show is no better known than the allowance.
    private const int LeastCases = 4;

    // A case whose launches vary this much more than the prior, which fewer than 1 in 100 do by chance, contradicts it: then its own variance counts alone.
    private const double Contradiction = 4;

    /// <summary>
    /// The spread to take for some cases: the middle of what they show themselves, at least the allowance. Where all have one launch a side, the ratios of the cases tell: most
    /// differ by chance alone, and what all have in common (a slower build) leaves their spread as it is.
    /// </summary>
    /// <param name="cases">All cases of one figure.</param>
    /// <param name="allowance">The standard deviation to assume where nothing else is known.</param>
    public static LaunchSpread Of(IEnumerable<RatioEvidence> cases, double allowance)
    {
        ArgumentNullException.ThrowIfNull(cases);
        RatioEvidence[] all = [.. cases];
        double[] variances = [.. all.Where(static one => one.Degrees > 0).Select(BetweenLaunches)];
        double middle = variances.Length >= LeastCases ? Middle(variances)
            : variances.Length == 0 && all.Length >= LeastCases ? BetweenRatios(all)
            : 0;
        return middle > allowance * allowance ? new LaunchSpread(Math.Sqrt(middle), true) : new LaunchSpread(allowance, false);
    }

    /// <summary>Standard error and degrees of freedom of a case's <see cref="RatioEvidence.LogRatio"/>.</summary>
    /// <param name="evidence">The case.</param>
    public (double Error, double Degrees) ErrorOf(RatioEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        double prior = (PriorDeviation * PriorDeviation) + evidence.InnerVariance;
        if (evidence.Degrees > 1 && evidence.LaunchVariance > Contradiction * prior)
        {
            return (Math.Sqrt(evidence.LaunchVariance * evidence.Weight), evidence.Degrees);
        }

        double degrees = PriorDegrees + evidence.Degrees;
        double variance = ((PriorDegrees * prior) + (evidence.Degrees * evidence.LaunchVariance)) / degrees;
        return (Math.Sqrt(variance * evidence.Weight), degrees);
    }

    // The median of χ²(d)/d is (1 − 2/(9d))³ (Wilson and Hilferty 1931).
    private static double BetweenLaunches(RatioEvidence evidence)
    {
        double medianOfUnit = Math.Pow(1 - (2.0 / (9 * evidence.Degrees)), 3);
        return (evidence.LaunchVariance / medianOfUnit) - evidence.InnerVariance;
    }

    // The median of squares of normal values is 0.4549 of their variance; a ratio of two launches has twice that of one.
    private static double BetweenRatios(RatioEvidence[] all)
    {
        double centre = Middle([.. all.Select(static one => one.LogRatio)]);
        double squares = Middle([.. all.Select(one => (one.LogRatio - centre) * (one.LogRatio - centre))]);
        return (squares / 0.4549 / 2) - Middle([.. all.Select(static one => one.InnerVariance)]);
    }

    private static double Middle(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
