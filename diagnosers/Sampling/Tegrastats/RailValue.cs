using System.Text.RegularExpressions;

namespace InferenceBench.Sampling.Tegrastats;

/// <summary>Power of a rail: <c>3056/3056</c> (JetPack 4), <c>5251mW/8535mW</c> (since 5), <c>1962mW/1962mW/2000mW</c> (7).</summary>
internal static partial class RailValue
{
    /// <summary>Label of a channel of the sensor that is not connected.</summary>
    public const string NotConnected = "NC";

    /// <summary>The power; null when the text is none.</summary>
    /// <param name="text">The text.</param>
    public static RailPower? Parse(string text)
    {
        Match match = Pattern().Match(text);
        return match.Success
            ? new RailPower(
                TokenNumber.Whole(match.Groups["current"].Value),
                TokenNumber.Whole(match.Groups["average"].Value),
                match.Groups["third"] is { Success: true } third ? TokenNumber.Whole(third.Value) : null)
            : null;
    }

    /// <summary>Whether a name looks like that of a rail, so that a number after it is a rail cut short and no engine's clock.</summary>
    /// <param name="name">The name.</param>
    public static bool IsName(string name)
    {
        return NamePattern().IsMatch(name);
    }

    // A pair with one unit only is cut short.
    [GeneratedRegex(
        "^(?<current>-?[0-9]{1,15})mW/(?<average>-?[0-9]{1,15})mW(?:/(?<third>-?[0-9]{1,15})mW)?$|^(?<current>-?[0-9]{1,15})/(?<average>-?[0-9]{1,15})(?:/(?<third>-?[0-9]{1,15}))?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex("^(?:VDD|VIN|POM_|SYS)|^(?:GPU|CPU|SOC|CV|NC)$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
