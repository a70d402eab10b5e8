using System.Globalization;
using System.Text.RegularExpressions;

namespace InferenceBench.Sampling.Tegrastats;

/// <summary>Numbers as the tool prints them: decimal digits, a point, perhaps a sign. What has more than 15 digits is damaged.</summary>
internal static partial class TokenNumber
{
    /// <summary>Pattern of a whole number without sign.</summary>
    public const string Natural = "[0-9]{1,15}";

    /// <summary>The number; null when the text is none.</summary>
    /// <param name="text">The whole text.</param>
    public static double? Parse(string text)
    {
        return Pattern().IsMatch(text) ? double.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>A text that a pattern has found to be a whole number of at most 15 digits.</summary>
    /// <param name="digits">The digits, perhaps with a minus before them.</param>
    public static long Whole(string digits)
    {
        return long.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    // Not \d, which takes the digits of every script.
    [GeneratedRegex(@"^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
