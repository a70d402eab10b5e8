using System.Text.RegularExpressions;

namespace InferenceBench.Sampling.Tegrastats;

/// <summary>The temperature of a zone: <c>CPU@37.5C</c>, <c>tj@44.343C/66.625C</c> (JetPack 7; the first is the current one).</summary>
/// <param name="Zone">Name of the zone.</param>
/// <param name="Celsius">Temperature in °C.</param>
internal sealed partial record TemperatureValue(string Zone, double Celsius)
{
    // The tool prints -256 for a zone without power; no sensor of a running board reads below this.
    private const double UnpoweredCelsius = -200;

    /// <summary>Whether the zone's sensor has no power.</summary>
    public bool IsUnpowered => Celsius <= UnpoweredCelsius;

    /// <summary>Reads a temperature; null when the text is none.</summary>
    /// <param name="text">The text.</param>
    public static TemperatureValue? Parse(string text)
    {
        Match match = Pattern().Match(text);
        return match.Success && TokenNumber.Parse(match.Groups["celsius"].Value) is { } celsius
            ? new TemperatureValue(match.Groups["zone"].Value, celsius)
            : null;
    }

    [GeneratedRegex(@"^(?<zone>[A-Za-z][A-Za-z0-9_.-]*)@(?<celsius>-?[0-9.]{1,15})C(?:/-?[0-9.]{1,15}C)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
