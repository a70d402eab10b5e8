using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Import.LoadGen;

/// <summary>Reads figures of a summary in this project's units; the first that cannot be is flagged, all such are blank.</summary>
internal sealed class LoadGenNumbers
{
    private const double NanosecondsPerMs = 1e6;
    private const double MostNanoseconds = 1e18;
    private const double MostPerSecond = 1e12;

    /// <summary>The first figure that cannot be; null when there is none.</summary>
    public RowFlag? Flag { get; private set; }

    /// <summary>Nanoseconds in milliseconds.</summary>
    /// <param name="part">Part of the summary.</param>
    /// <param name="key">Its key.</param>
    public double? Milliseconds(IReadOnlyDictionary<string, string> part, string key)
    {
        return Within(part, key, MostNanoseconds) / NanosecondsPerMs;
    }

    /// <summary>A rate per second.</summary>
    /// <param name="part">Part of the summary.</param>
    /// <param name="key">Its key.</param>
    public double? Rate(IReadOnlyDictionary<string, string> part, string key)
    {
        return Within(part, key, MostPerSecond);
    }

    // A target latency of 0 is none; any other figure of 0 or less cannot be.
    private double? Within(IReadOnlyDictionary<string, string> part, string key, double most)
    {
        if (!part.TryGetValue(key, out string? text) || text == "0")
        {
            return null;
        }

        double value = LoadGenSummary.Number(part, key) ?? double.NaN;
        if (value > 0 && value <= most)
        {
            return value;
        }

        Flag ??= new RowFlag(RowFlags.ImpossibleFigure, $"{key} is '{text}'");
        return null;
    }
}
