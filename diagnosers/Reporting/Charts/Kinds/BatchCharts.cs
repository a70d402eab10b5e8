using InferenceBench.Reporting.Charts.Layout;
using InferenceBench.Reporting.Charts.Scales;
using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>Throughput and latency against the batch, one line for each framework on each device.</summary>
internal static class BatchCharts
{
    private const int Quota = 12;

    /// <summary>Two charts for each model and scenario with cases of several batches.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="catalog">Its series.</param>
    public static ChartKind Plan(ResultComparison comparison, SeriesCatalog catalog)
    {
        var groups = comparison.Groups.Where(static group => group.Batch > 0)
            .GroupBy(static group => (group.Model, group.Precisions, group.Scenario))
            .Where(static batches => batches.Select(static group => group.Batch).Distinct().Count() > 1);
        return new ChartKind(Quota,
        [
            .. groups.SelectMany(batches =>
            {
                ComparisonGroup[] parts = [.. batches];
                int weight = parts.Sum(static group => group.Cases.Count);
                return new[] { BatchFigure.Throughput, BatchFigure.Latency }.Select(figure => new ChartPlan(weight, () => Draw(figure, parts, catalog)));
            }),
        ]);
    }

    private static ChartImage? Draw(BatchFigure figure, ComparisonGroup[] parts, SeriesCatalog catalog)
    {
        SeriesSet set = SeriesSet.Of(parts.SelectMany(static part => part.Cases), figure.Merit, catalog);
        ComparedCase[] shown = [.. set.Series.SelectMany(static series => series.Cases)];
        if (shown.Select(static result => result.Key.Batch).Distinct().Count() < 2)
        {
            return null;
        }

        ComparisonGroup group = parts[0];
        string what = CaseText.Join(CaseText.Model(group.Model), group.Precisions, group.Scenario);
        bool hasMeans = figure.IsLowerBetter && shown.Any(static result => result.Figures[Figure.P50Ms] is null);
        string means = hasMeans ? " Where there is no median, the mean is shown." : "";
        return new XyChart
        {
            Head = new ChartHead
            {
                Id = ChartId.Of(figure.Id, group.Model, group.Precisions, group.Scenario),
                Title = $"{figure.Name} against batch: {what}",
                Subtitle = CaseText.Join(set.Common, figure.IsLowerBetter ? "low is good" : "high is good"),
                Description = $"{figure.What} against the batch of {what}, one line for each framework and device.{means}{set.Remark}",
            },
            X = new BatchScale(shown.Select(static result => result.Key.Batch)),
            Y = AxisScale.For(shown.Select(result => figure.ValueOf(result)!.Value)),
            XName = "Batch [images per inference]",
            YName = hasMeans ? "Latency, p50 or mean [ms]" : figure.Axis,
            Series = [.. set.Series.Select(series => new XySeries(series.Name, series.Style, Points(series, figure)))],
        }.Draw();
    }

    private static XyPoint[] Points(CaseSeries series, BatchFigure figure)
    {
        return
        [
            .. series.Cases.OrderBy(static result => result.Key.Batch).Select(result =>
                new XyPoint(result.Key.Batch, figure.ValueOf(result)!.Value, CaseText.Tooltip(result, Figure.P50Ms, Figure.P99Ms, Figure.MeanMs, Figure.ImagesPerSecond))),
        ];
    }
}
