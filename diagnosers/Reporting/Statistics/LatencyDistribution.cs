using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Reporting.Statistics;

/// <summary>Latencies of single inferences and what is told of them. Percentiles are over single inferences, never over means of iterations.</summary>
public sealed class LatencyDistribution
{
    private readonly double[] _sortedMs;

    private LatencyDistribution(double[] sortedMs)
    {
        _sortedMs = sortedMs;
        double mean = sortedMs.Average();
        double squares = sortedMs.Sum(value => (value - mean) * (value - mean));
        MeanMs = mean;
        StandardDeviationMs = sortedMs.Length > 1 ? Math.Sqrt(squares / (sortedMs.Length - 1)) : null;
    }

    /// <summary>Arithmetic mean in milliseconds.</summary>
    public double MeanMs { get; }

    /// <summary>Sample standard deviation (n − 1) in milliseconds; null for one inference.</summary>
    public double? StandardDeviationMs { get; }

    /// <summary>Coefficient of variation: standard deviation over mean, as a ratio. Null when either is missing or the mean is 0.</summary>
    public double? CoefficientOfVariation => MeanMs > 0 ? StandardDeviationMs / MeanMs : null;

    /// <summary>Whether latencies gather around more than one value; see <see cref="Multimodality"/>.</summary>
    public bool IsMultimodal => Multimodality.IsMultimodal(_sortedMs);

    /// <summary>The latencies of a trace; null when it holds none.</summary>
    /// <param name="trace">The trace.</param>
    public static LatencyDistribution? Of(InferenceTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return Of([.. trace.EndNs.Zip(trace.StartNs, static (end, start) => (end - start) / 1e6)]);
    }

    /// <summary>Latencies in milliseconds, in any order; null when there are none.</summary>
    /// <param name="latenciesMs">The latencies, each at least 0.</param>
    public static LatencyDistribution? Of(IEnumerable<double> latenciesMs)
    {
        double[] sorted = [.. latenciesMs.Order()];
        return sorted.Length == 0 ? null : new LatencyDistribution(sorted);
    }

    /// <summary>
    /// What <c>report.json</c> holds: p90, p95 and p99 and their early-stopping bounds only where the sample is big enough to support them
    /// (64, 130 and 662 inferences; see <see cref="EarlyStopping"/>).
    /// </summary>
    public LatencySummary Summarize()
    {
        return new LatencySummary
        {
            Mean = MeanMs,
            P50 = Percentiles.NearestRank(_sortedMs, 50),
            P90 = Supported(90),
            P95 = Supported(95),
            P99 = Supported(99),
            P90Bound = Bound(90),
            P95Bound = Bound(95),
            P99Bound = Bound(99),
            Min = _sortedMs[0],
            Max = _sortedMs[^1],
            Stddev = StandardDeviationMs,
            N = _sortedMs.Length,
        };
    }

    private double? Supported(int percent)
    {
        return EarlyStopping.Discarded(_sortedMs.Length, percent) is null ? null : Percentiles.NearestRank(_sortedMs, percent);
    }

    private double? Bound(int percent)
    {
        return EarlyStopping.Discarded(_sortedMs.Length, percent) is int discarded ? _sortedMs[_sortedMs.Length - 1 - discarded] : null;
    }
}
