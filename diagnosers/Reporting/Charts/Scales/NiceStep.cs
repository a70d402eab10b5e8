namespace InferenceBench.Reporting.Charts.Scales;

/// <summary>Steps of axes: 1, 2 or 5 times a power of ten.</summary>
internal static class NiceStep
{
    private const double Tolerance = 1e-9;

    /// <summary>The least such step that is no smaller than asked for.</summary>
    /// <param name="least">A positive number.</param>
    public static double For(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double first = least / power;
        return first <= 1 + Tolerance ? power : first <= 2 + Tolerance ? 2 * power : first <= 5 + Tolerance ? 5 * power : 10 * power;
    }

    /// <summary>Decimals that multiples of a step need.</summary>
    /// <param name="step">The step.</param>
    public static int Decimals(double step)
    {
        return Math.Clamp((int)-Math.Floor(Math.Log10(step) + Tolerance), 0, 12);
    }
}
