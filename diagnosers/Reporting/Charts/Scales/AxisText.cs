using System.Globalization;

namespace InferenceBench.Reporting.Charts.Scales;

/// <summary>Short numbers for ticks, in the invariant culture: <c>0.05</c>, <c>2000</c>, <c>20k</c>, <c>5M</c>, <c>1e-6</c>.</summary>
internal static class AxisText
{
    private const double LeastWithPrefix = 1e4;
    private const double MostWithPrefix = 1e18;
    private const double LeastPlain = 1e-4;
    private const double MostExact = 1e7;
    private static readonly (double Factor, string Prefix)[] s_prefixes = [(1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];

    /// <summary>A tick's number with the digits that tell it from its neighbours.</summary>
    /// <param name="value">The number.</param>
    /// <param name="step">What ticks are apart.</param>
    /// <param name="greatest">The greatest size on the axis: all its ticks have the same prefix.</param>
    public static string Of(double value, double step, double greatest)
    {
        // A multiple of the step that missed nought by rounding is nought.
        if (Math.Abs(value) < step / 2)
        {
            return "0";
        }

        (double factor, string suffix) = Factor(greatest);
        int decimals = NiceStep.Decimals(step / factor);
        string format = factor == 1 ? "F" + decimals.ToString(CultureInfo.InvariantCulture) : "0." + new string('#', decimals);
        return (value / factor).ToString(format, CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>A number by itself: a whole one with all its digits, another with its first.</summary>
    /// <param name="value">The number.</param>
    public static string Of(double value)
    {
        double size = Math.Abs(value);
        bool isWhole = size < MostExact && size == Math.Truncate(size);
        return Of(value, isWhole ? 1 : Math.Pow(10, Math.Floor(Math.Log10(size) + 1e-9)), size);
    }

    private static (double Factor, string Suffix) Factor(double greatest)
    {
        if (greatest is >= LeastPlain and < LeastWithPrefix)
        {
            return (1, "");
        }

        if (greatest is >= LeastWithPrefix and < MostWithPrefix)
        {
            // A power of ten may be a little less than itself after a logarithm.
            return s_prefixes.First(candidate => greatest >= candidate.Factor * 0.9999999);
        }

        int exponent = (int)Math.Floor(Math.Log10(greatest) + 1e-9);
        return (Math.Pow(10, exponent), "e" + exponent.ToString(CultureInfo.InvariantCulture));
    }
}
