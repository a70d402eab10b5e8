using System.Globalization;
using InferenceBench.Cli;
using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Verbs.Compare;

/// <summary>Values of <c>--peak-flops DEVICE=VALUE</c>: floating-point operations per second with an optional K, M, G, T or P.</summary>
internal static class PeakRates
{
    private const string Prefixes = "KMGTP";
    private static readonly string[] s_units = ["FLOP/s", "FLOPS"];

    /// <summary>Reads the values.</summary>
    /// <param name="values">The texts.</param>
    /// <param name="comparison">The comparison whose devices they name.</param>
    /// <returns>Peak rate in floating-point operations per second by the device's label.</returns>
    /// <exception cref="UsageException">A text has another form, its rate is not positive, or its device is not in the results.</exception>
    public static Dictionary<string, double> Parse(IReadOnlyList<string> values, ResultComparison comparison)
    {
        var rates = new Dictionary<string, double>();
        if (values.Count == 0)
        {
            return rates;
        }

        string[] devices = [.. comparison.Cases.Select(static found => found.DeviceLabel).Distinct().Order(StringComparer.Ordinal)];
        foreach (string value in values)
        {
            int equals = value.LastIndexOf('=');
            if (equals <= 0 || RateOf(value[(equals + 1)..].Trim()) is not { } rate)
            {
                throw new UsageException($"--peak-flops {value}: not DEVICE=VALUE with a positive rate in FLOP/s, for example 'a2 cuda:0=18.1T'");
            }

            string name = value[..equals].Trim();
            string device = devices.FirstOrDefault(device => string.Equals(device, name, StringComparison.OrdinalIgnoreCase))
                ?? throw Suggestion.Unknown("--peak-flops", "device in these results", name, devices);
            rates[device] = rate;
        }

        return rates;
    }

    private static double? RateOf(string text)
    {
        string unit = s_units.FirstOrDefault(unit => text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) ?? "";
        string number = text[..^unit.Length].Trim();
        int power = number.Length > 0 ? Prefixes.IndexOf(char.ToUpperInvariant(number[^1]), StringComparison.Ordinal) + 1 : 0;
        bool isNumber = double.TryParse(power > 0 ? number[..^1] : number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        double rate = value * Math.Pow(1000, power);
        return isNumber && rate > 0 && double.IsFinite(rate) ? rate : null;
    }
}
