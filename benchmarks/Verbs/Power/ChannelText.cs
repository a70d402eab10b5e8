using System.Globalization;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary>Values of channels for people.</summary>
internal static class ChannelText
{
    private const double BytesPerMebibyte = 1 << 20;

    /// <summary>The unit that <see cref="Value"/> writes.</summary>
    /// <param name="channel">The channel.</param>
    public static string Unit(PowerChannel channel)
    {
        return channel switch
        {
            { Kind: ChannelKind.EnergyCounter } => "J",
            { Unit: "B" } => "MiB",
            { Unit: "C" } => "°C",
            _ => channel.Unit,
        };
    }

    /// <summary>The value, without its unit; <c>n/a</c> when it could not be read.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="value">The value in the channel's own unit.</param>
    public static string Value(PowerChannel channel, double value)
    {
        return channel switch
        {
            _ when !double.IsFinite(value) => "n/a",
            { Kind: ChannelKind.EnergyCounter } => Text(value * channel.JoulesPerUnit, "0.000"),
            { Unit: "B" } => Text(value / BytesPerMebibyte, "0"),
            { Unit: "W" } => Watts(value),
            { Unit: "" } => string.Create(CultureInfo.InvariantCulture, $"0x{(ulong)value:x}"),
            { Unit: "C" } => Text(value, "0.0"),
            _ => Text(value, "0"),
        };
    }

    /// <summary>Watts, without the unit; <c>n/a</c> when they are not known.</summary>
    /// <param name="value">Watts.</param>
    public static string Watts(double value)
    {
        return double.IsFinite(value) ? Text(value, "0.000") : "n/a";
    }

    private static string Text(double value, string format)
    {
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
