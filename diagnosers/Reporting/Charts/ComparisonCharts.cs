using InferenceBench.Reporting.Charts.Kinds;
using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Charts;

/// <summary>All charts of a comparison.</summary>
public static class ComparisonCharts
{
    /// <summary>Series that one chart shows at most; the rest is named in its description.</summary>
    public const int MostSeries = 24;

    /// <summary>Charts of one comparison at most; the description of the last chart of a kind says how many are left out.</summary>
    public const int MostCharts = 60;

    /// <summary>The charts that the figures support, in the order of the page. Reads traces and <c>power.csv</c> of the charts that are drawn; what cannot be read leaves its series out.</summary>
    /// <param name="comparison">What to draw.</param>
    /// <param name="options">What is known beyond the results; null: nothing.</param>
    public static IReadOnlyList<ChartImage> Of(ResultComparison comparison, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var catalog = new SeriesCatalog(comparison);
        return ChartSelection.Draw(
        [
            PowerThroughputCharts.Plan(comparison, catalog),
            BatchCharts.Plan(comparison, catalog),
            BarCharts.Plan(comparison, catalog),
            DistributionCharts.Plan(comparison, catalog),
            FlopsCharts.Plan(comparison, catalog, options ?? new ChartOptions()),
            TimelineCharts.Plan(comparison),
        ]);
    }

    /// <summary>One chart of median latencies for a front page: a panel for each model, batch and precision, bars by framework, each panel with an axis of its own from zero.</summary>
    /// <param name="comparison">What to draw.</param>
    /// <returns>The chart; null when no case has a latency.</returns>
    public static ChartImage? LatencyOverview(ResultComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return LatencyOverviewChart.Draw(comparison);
    }
}
