namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>Student's t distribution.</summary>
/// <remarks>
/// By the regularised incomplete beta function, I_x(df/2, 1/2) with x = df/(df + t²), in Lentz's continued fraction (Press et al., Numerical Recipes, 3rd ed., 6.4), and
/// Lanczos' approximation of ln Γ (ibid., 6.1). Relative error under 1e-10.
/// </remarks>
public static class StudentT
{
    private const int MostTerms = 300;
    private const double Tiny = 1e-300;

    private static readonly double[] s_lanczos =
    [
        57.1562356658629235, -59.5979603554754912, 14.1360979747417471, -0.491913816097620199, 0.339946499848118887e-4, 0.465236289270485756e-4, -0.983744753048795646e-4,
        0.158088703224912494e-3, -0.210264441724104883e-3, 0.217439618115212643e-3, -0.164318106536763890e-3, 0.844182239838527433e-4, -0.261908384015814087e-4, 0.368991826595316234e-5,
    ];

    /// <summary>Probability that |T| is at least |t|: the two-sided p-value.</summary>
    /// <param name="t">The statistic; infinite gives 0.</param>
    /// <param name="degrees">Degrees of freedom, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees are not positive.</exception>
    public static double TwoSided(double t, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        return double.IsInfinity(t) ? 0 : IncompleteBeta(degrees / 2, 0.5, degrees / (degrees + (t * t)));
    }

    /// <summary>The t that |T| exceeds with a probability.</summary>
    /// <param name="twoSided">The probability, over 0 and under 1.</param>
    /// <param name="degrees">Degrees of freedom, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Critical(double twoSided, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(twoSided);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(twoSided, 1);
        double low = 0;
        double high = 1;
        while (TwoSided(high, degrees) > twoSided)
        {
            (low, high) = (high, 2 * high);
        }

        // 60 halvings leave nothing of the bracket in double precision.
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = TwoSided(middle, degrees) > twoSided ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double IncompleteBeta(double a, double b, double x)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));

        // The fraction converges fast on this side of the mean only; the other follows by symmetry.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(a, b, x) / a : 1 - (front * Fraction(b, a, 1 - x) / b);
    }

    private static double Fraction(double a, double b, double x)
    {
        double c = 1;
        double d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        double value = d;
        for (int m = 1; m <= MostTerms; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            value *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15)
            {
                break;
            }
        }

        return value;
    }

    private static double NotZero(double value)
    {
        return Math.Abs(value) < Tiny ? Tiny : value;
    }

    private static double LogGamma(double x)
    {
        double shifted = x + 5.24218750000000000;
        double sum = 0.999999999999997092;
        for (int i = 0; i < s_lanczos.Length; i++)
        {
            sum += s_lanczos[i] / (x + i + 1);
        }

        return ((x + 0.5) * Math.Log(shifted)) - shifted + Math.Log(2.5066282746310005 * sum / x);
    }
}
