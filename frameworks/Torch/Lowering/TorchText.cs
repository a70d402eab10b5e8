using System.Globalization;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>Values as TorchScript spells them.</summary>
internal static class TorchText
{
    /// <summary>A list of integers as TorchScript: <c>[1, 2]</c>.</summary>
    public static string List(IEnumerable<long> values)
    {
        return "[" + string.Join(", ", values.Select(static value => value.ToString(CultureInfo.InvariantCulture))) + "]";
    }

    /// <summary>An integer as TorchScript.</summary>
    public static string Whole(long value)
    {
        return value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A boolean as TorchScript.</summary>
    public static string Boolean(bool value)
    {
        return value ? "True" : "False";
    }

    /// <summary>An attribute's number as TorchScript, in its few digits: <c>1e-05</c> instead of <c>9.999999747378752e-06</c>, which gives the same float.</summary>
    public static string Number(float value)
    {
        return Number(float.IsFinite(value) ? double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value);
    }

    /// <summary>A number as TorchScript that keeps every digit: <c>0.1</c>, <c>1.0</c>, <c>float("inf")</c> spelled as arithmetic.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "(1e308 * 10.0 - 1e308 * 10.0)" : value > 0 ? "(1e308 * 10.0)" : "(-1e308 * 10.0)";
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e');
        return text.Contains('.', StringComparison.Ordinal) || text.Contains('e', StringComparison.Ordinal) ? text : text + ".0";
    }
}
