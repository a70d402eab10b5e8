using System.Globalization;

namespace InferenceBench.Reporting.Tables;

/// <summary>Numbers for people, in the invariant culture.</summary>
public static class NumberText
{
    private const int SignificantDigits = 4;

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
        int decimals = Math.Clamp(SignificantDigits - wholeDigits, 0, 9);
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
