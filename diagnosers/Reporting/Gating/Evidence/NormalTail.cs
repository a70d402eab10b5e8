namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>Tail of the standard normal distribution.</summary>
public static class NormalTail
{
    private static readonly double[] s_coefficients =
        [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];

    /// <summary>Probability that |Z| is at least |z|: erfc(|z|/√2) by Chebyshev fitting with a relative error under 1.2e-7 (Press et al., Numerical Recipes, 2nd ed., 6.2).</summary>
    /// <param name="z">The statistic.</param>
    public static double TwoSided(double z)
    {
        double x = Math.Abs(z) / Math.Sqrt(2);
        double t = 1 / (1 + (x / 2));
        double sum = 0;
        for (int i = s_coefficients.Length - 1; i >= 0; i--)
        {
            sum = (sum * t) + s_coefficients[i];
        }

        return Math.Min(1, t * Math.Exp((-x * x) + sum));
    }
}
