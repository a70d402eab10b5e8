using System.Globalization;

namespace InferenceBench.Reporting.Tables;

/// <summary>Numbers for people, in the invariant culture.</summary>
public static class NumberText
{
    private const int SignificantDigits = 4;
    private const int MostDecimals = 9;

    /// <summary>Four significant digits without exponent, whole numbers from 1,000 on: <c>0.01235</c>, <c>12.35</c>, <c>12346</c>. Null when the number is not finite.</summary>
    /// <param name="value">The number.</param>
    public static string? Of(double value)
    {
        if (!double.IsFinite(value))
        {
            return null;
        }

        if (value == 0)
        {
            return "0";
        }

        int wholeDigits = (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        int decimals = Math.Clamp(SignificantDigits - wholeDigits, 0, MostDecimals);
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A number with its uncertainty, which has one significant digit (two when the first is 1) and decides how many the number has: <c>12.3 ± 0.6</c>,
    /// <c>0.52 ± 0.14</c>. Without an uncertainty the number alone; null when the number is not finite.
    /// </summary>
    /// <param name="value">The number.</param>
    /// <param name="uncertainty">Its uncertainty, not negative; NaN when it is not known.</param>
    public static string? Of(double value, double uncertainty)
    {
        if (!double.IsFinite(value) || !double.IsFinite(uncertainty) || uncertainty <= 0)
        {
            return Of(value);
        }

        int exponent = (int)Math.Floor(Math.Log10(uncertainty));
        bool startsWithOne = Math.Round(uncertainty / Math.Pow(10, exponent), 1) < 2;
        int decimals = Math.Max(0, (startsWithOne ? 1 : 0) - exponent);
        if (decimals > MostDecimals)
        {
            return Of(value);
        }

        // Adding 0 makes a zero of a negative one.
        string format = "F" + decimals.ToString(CultureInfo.InvariantCulture);
        string number = (Math.Round(value, decimals) + 0.0).ToString(format, CultureInfo.InvariantCulture);
        return $"{number} ± {uncertainty.ToString(format, CultureInfo.InvariantCulture)}";
    }
}
