using System.Globalization;

namespace InferenceBench.Cli;

/// <summary>Durations of the command line: <c>500ms</c>, <c>3s</c>, <c>10m</c>, <c>1h</c>; a number alone is seconds.</summary>
internal static class Durations
{
    private static readonly (string Suffix, double Seconds)[] s_units =
        [("ms", 1e-3), ("us", 1e-6), ("s", 1), ("m", 60), ("h", 3600)];

    /// <summary>Reads a duration from 0 to 30 days.</summary>
    /// <param name="option">The option that it belongs to, for the message.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">The text is no duration.</exception>
    public static TimeSpan Parse(string option, string text)
    {
        (string suffix, double seconds) = s_units.FirstOrDefault(
            unit => text.EndsWith(unit.Suffix, StringComparison.OrdinalIgnoreCase), ("", 1));
        bool isNumber = double.TryParse(
            text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        if (!isNumber || !(value * seconds <= TimeSpan.FromDays(30).TotalSeconds))
        {
            throw new UsageException($"{option} {text}: not a duration; write for example 500ms, 3s or 10m");
        }

        return TimeSpan.FromSeconds(value * seconds);
    }

    /// <summary>Writes a duration in the unit that reads best: <c>500 ms</c>, <c>3 s</c>, <c>10 min</c>.</summary>
    /// <param name="duration">The duration.</param>
    public static string Show(TimeSpan duration)
    {
        return duration switch
        {
            { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.###} ms"),
            { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0.#} min"),
        };
    }
}
