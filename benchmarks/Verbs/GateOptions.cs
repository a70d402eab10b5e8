using System.CommandLine;
using System.Globalization;
using InferenceBench.Cli;
using InferenceBench.Reporting.Gating;

namespace InferenceBench.Verbs;

/// <summary>The options of <c>gate</c>.</summary>
internal sealed class GateOptions
{
    // What a unit's amount is multiplied by to become a ratio, milliseconds or joules. Longer suffixes first.
    private static readonly (string Suffix, string Unit, double Factor)[] s_units =
        [("%", "%", 0.01), ("ns", "ms", 1e-6), ("us", "ms", 1e-3), ("µs", "ms", 1e-3), ("ms", "ms", 1), ("uJ", "J", 1e-6), ("mJ", "J", 1e-3), ("J", "J", 1), ("s", "ms", 1e3)];

    private readonly Option<string> _base = new("--base") { HelpName = "DIR", Description = "the runs to hold against, searched recursively", Required = true };
    private readonly Option<string> _diff = new("--diff") { HelpName = "DIR", Description = "the runs to judge, of the same machine", Required = true };
    private readonly Option<string?> _threshold = new("--threshold") { HelpName = "5%", Description = "the smallest change that counts; default: 5%" };
    private readonly Option<string?> _noise = new("--noise") { HelpName = "1us", Description = "a smaller change never counts: 2%, 0.05ms, 1us, 0.1mJ; default: 1us" };
    private readonly Option<string[]> _metric = new("--metric")
    {
        HelpName = "p50,p99,energy",
        Description = "what to test; default: p50",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _summary = new("--summary") { HelpName = "F.md", Description = "writes a Markdown summary for a pull request" };
    private readonly Option<bool> _json = new("--json") { Description = "one JSON document on standard output" };

    /// <summary>Declares the options.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _base, _diff, _threshold, _noise, _metric, _summary, _json })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads and checks the values.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <exception cref="UsageException">A value is wrong.</exception>
    public GateRequest Parse(ParseResult result)
    {
        var settings = new GateSettings();
        return new GateRequest(
            PathArgument.Parse(_base.Name, result.GetValue(_base) ?? ""),
            PathArgument.Parse(_diff.Name, result.GetValue(_diff) ?? ""),
            settings with
            {
                Threshold = result.GetValue(_threshold) is { } threshold ? ParseThreshold(threshold) : settings.Threshold,
                Noise = result.GetValue(_noise) is { } noise ? ParseNoise(noise) : settings.Noise,
                Metrics = result.GetValue(_metric) is { Length: > 0 } metrics ? ParseMetrics(metrics) : settings.Metrics,
            },
            result.GetValue(_summary) is { } summary ? PathArgument.Parse(_summary.Name, summary) : null,
            result.GetValue(_json));
    }

    /// <summary>Reads a threshold: <c>5%</c>, or the ratio <c>0.05</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is no ratio over 0 and up to 10 (1000 %).</exception>
    internal static double ParseThreshold(string text)
    {
        bool isPercent = text.EndsWith('%');
        double? number = ParseNumber(text.AsSpan(0, text.Length - (isPercent ? 1 : 0)).Trim());
        double? ratio = isPercent ? number / 100 : number;

        // A bare 5 would mean 500 %: nobody means that.
        return ratio is > 0 && ratio <= (isPercent ? 10 : 1)
            ? ratio.Value
            : throw new UsageException($"--threshold {text}: not a change; write for example 5% or 0.05");
    }

    /// <summary>Reads a noise floor: <c>2%</c>, <c>0.05ms</c>, <c>1us</c>, <c>0.1mJ</c>, or 0 for none.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is no amount with a unit.</exception>
    internal static NoiseFloor ParseNoise(string text)
    {
        (string suffix, string unit, double factor) = s_units.FirstOrDefault(unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal), ("", "", 1));
        double? amount = ParseNumber(text.AsSpan(0, text.Length - suffix.Length).Trim());
        return amount is >= 0 && (suffix.Length > 0 || amount == 0)
            ? new NoiseFloor(amount.Value * factor, suffix.Length > 0 ? unit : "%")
            : throw new UsageException($"--noise {text}: not a change; write for example 2%, 0.05ms, 1us or 0.1mJ");
    }

    private static double? ParseNumber(ReadOnlySpan<char> text)
    {
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
    }

    private static string[] ParseMetrics(string[] texts)
    {
        string[] metrics = [.. texts.SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];
        string? unknown = metrics.FirstOrDefault(static metric => !GateMetrics.All.Contains(metric));
        return unknown is not null ? throw Suggestion.Unknown("--metric", "figure", unknown, [.. GateMetrics.All])
            : metrics.Length > 0 ? metrics
            : throw new UsageException($"--metric: nothing is named; known: {string.Join(", ", GateMetrics.All)}");
    }
}
