using System.Globalization;
using System.Text.RegularExpressions;
using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Import.LoadGen;

/// <summary>What a row keeps of a summary besides its figures, by public names; parameters and constraints keep LoadGen's own.</summary>
/// <param name="summary">The summary.</param>
/// <param name="numbers">Reads figures.</param>
internal sealed partial class LoadGenProperties(LoadGenSummary summary, LoadGenNumbers numbers)
{
    private const double NanosecondsPerMs = 1e6;
    private readonly Dictionary<string, string> _settings = [];

    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<string, string> Settings => _settings;

    /// <summary>Takes what every scenario has.</summary>
    /// <param name="mode">Mode of the test.</param>
    /// <param name="version">LoadGen's version; null when unknown.</param>
    public void TakeAll(string mode, string? version)
    {
        KeepText("validity", summary.Head.GetValueOrDefault("Result is"));
        KeepText("mode", mode);
        KeepText("loadgenVersion", version);
        KeepWhere(summary.Head, static key => key.EndsWith(" satisfied", StringComparison.Ordinal) || IsRate(key));
        KeepWhere(summary.Stats, static key => IsRate(key) || key.Contains("oken", StringComparison.Ordinal));
        KeepWhere(summary.Parameters, static _ => true);
        KeepText("recommendations", string.Join(' ', summary.Recommendations));
        KeepText("earlyStopping", string.Join(' ', summary.EarlyStopping));
        KeepText("log", summary.Outcome);
        Keep("targetLatencyMs", numbers.Milliseconds(summary.Parameters, "target_latency (ns)"));
        foreach (Match estimate in summary.EarlyStopping.Select(static line => Estimate().Match(line)).Where(static match => match.Success))
        {
            double nanoseconds = double.Parse(estimate.Groups["ns"].Value, CultureInfo.InvariantCulture);
            Keep($"earlyStoppingP{estimate.Groups["p"].Value}Ms", nanoseconds / NanosecondsPerMs);
        }
    }

    /// <summary>Keeps latencies that are none of an inference.</summary>
    /// <param name="part">Part of the summary.</param>
    /// <param name="prefix">What they are.</param>
    public void KeepLatencies(IReadOnlyDictionary<string, string> part, string prefix)
    {
        foreach ((Figure figure, string key) in LoadGenRow.Latencies)
        {
            Keep(prefix + figure, numbers.Milliseconds(part, key));
        }
    }

    /// <summary>Keeps a number.</summary>
    /// <param name="key">Its name, unit included.</param>
    /// <param name="value">The number; null is not kept.</param>
    public void Keep(string key, double? value)
    {
        KeepText(key, value?.ToString("R", CultureInfo.InvariantCulture));
    }

    private static bool IsRate(string key)
    {
        return key.EndsWith("per second", StringComparison.Ordinal) || key.Contains("per second (inferred)", StringComparison.Ordinal) || key.EndsWith("loadgen overhead", StringComparison.Ordinal);
    }

    private void KeepWhere(IReadOnlyDictionary<string, string> part, Func<string, bool> isKept)
    {
        foreach ((string key, string value) in part.Where(pair => isKept(pair.Key)))
        {
            KeepText(key, value);
        }
    }

    private void KeepText(string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _settings[key] = value;
        }
    }

    [GeneratedRegex(@"Early stopping (?<p>\d{1,2}(?:\.\d)?)th percentile estimate: (?<ns>\d{1,18})$", RegexOptions.CultureInvariant)]
    private static partial Regex Estimate();
}
