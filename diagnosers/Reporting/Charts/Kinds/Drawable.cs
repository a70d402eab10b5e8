namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>Which figures charts can show: files may hold any number.</summary>
internal static class Drawable
{
    /// <summary>The greatest figure that an axis takes.</summary>
    public const double Greatest = 1e17;

    private const double Least = 1e-9;

    /// <summary>Whether a figure can lie on an axis, logarithmic ones included.</summary>
    /// <param name="value">The figure; null when there is none.</param>
    public static bool Is(double? value)
    {
        return value is >= Least and <= Greatest;
    }
}
