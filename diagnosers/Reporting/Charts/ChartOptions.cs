namespace InferenceBench.Reporting.Charts;

/// <summary>What a reader of the charts knows beyond the results.</summary>
public sealed record ChartOptions
{
    /// <summary>
    /// Peak rate of a device in floating-point operations per second, by <see cref="Comparison.ComparedCase.DeviceLabel"/>: measured or given by the user. A roof is drawn for these alone; peaks are never guessed.
    /// </summary>
    public IReadOnlyDictionary<string, double> PeakFlopsPerSecond { get; init; } = new Dictionary<string, double>();
}
