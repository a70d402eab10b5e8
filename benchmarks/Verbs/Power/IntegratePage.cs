using System.Globalization;
using System.Text;
using InferenceBench.Sampling.Energy;

namespace InferenceBench.Verbs.Power;

/// <summary>What <c>power integrate</c> prints for people.</summary>
internal static class IntegratePage
{
    /// <summary>The text, each line ended by a line feed.</summary>
    public static string Of(EnergyResult energy)
    {
        var text = new StringBuilder();
        text.Append(Line("energy", energy.Joules is { } joules ? $"{Number(joules)} J ± {Number(energy.UncertaintyJoules)} J (k = 2)" : $"n/a: {EnergyReasons.Of(energy)}"));
        text.Append(Line("mean", energy.MeanWatts is { } watts ? $"{Number(watts)} W" : "n/a"));
        text.Append(Line("window", $"{Number(energy.Seconds)} s, {Number(energy.Coverage * 100)} % covered by {energy.Samples.ToString(CultureInfo.InvariantCulture)} readings"));
        if (energy.BoundsJoules is { } bounds)
        {
            text.Append(Line("bounds", $"{Number(bounds.Least)} to {Number(bounds.Greatest)} J with any power in the gaps"));
        }

        if (energy.Flags.Count > 0)
        {
            text.Append(Line("flags", string.Join(", ", energy.Flags)));
        }

        return text.ToString();
    }

    private static string Line(string name, string value)
    {
        return $"{name,-8}{value}\n";
    }

    private static string Number(double? value)
    {
        return value?.ToString("G6", CultureInfo.InvariantCulture) ?? "n/a";
    }
}
