using InferenceBench.Reporting.Charts.Inputs;
using InferenceBench.Reporting.Charts.Layout;
using InferenceBench.Reporting.Charts.Scales;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>Percentile plots: latency against the share of inferences that take no longer, stretched towards 100 %.</summary>
internal static class DistributionCharts
{
    private const int Quota = 8;
    private const int PointsOfLine = 200;
    private const double LeastQuantile = 0.9;

    // 75 % and 95 % lie too close to their neighbours for a mark.
    private static readonly double[] s_marked = [.. PercentileScale.Landmarks.Where(static p => p is not (0 or 0.75 or 0.95))];

    /// <summary>A chart for each model, batch and scenario with latencies of single inferences.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="catalog">Its series.</param>
    public static ChartKind Plan(ResultComparison comparison, SeriesCatalog catalog)
    {
        var reader = new LatencyReader();
        var plans = comparison.Groups.Select(static group => (Group: group, Cases: group.Cases.Where(LatencyReader.Has).ToArray())).Where(static item => item.Cases.Length > 0);
        return new ChartKind(Quota, [.. plans.Select(item => new ChartPlan(item.Cases.Length, () => Draw(item.Group, item.Cases, reader, catalog)))], IsFixed: true);
    }

    private static ChartImage? Draw(ComparisonGroup group, ComparedCase[] cases, LatencyReader reader, SeriesCatalog catalog)
    {
        SeriesSet set = SeriesSet.Of(cases, static result => -(result.Figures[Figure.P50Ms] ?? result.Figures[Figure.MeanMs] ?? double.MaxValue), catalog);
        (CaseSeries Series, LatencyCurve? Curve)[] read = [.. set.Series.Select(series => (series, reader.Read(series.Cases[0])))];
        (CaseSeries Series, LatencyCurve Curve)[] shown = [.. read.Where(static item => item.Curve is { MostQuantile: > 0.5 }).Select(static item => (item.Series, item.Curve!))];
        double most = shown.Select(static item => item.Curve.MostQuantile).DefaultIfEmpty(0).Max();
        if (most < LeastQuantile)
        {
            return null;
        }

        string what = CaseText.Of(group);
        string missing = Missing(read.Count(static item => item.Curve is null), read.Count(static item => item.Curve is { MostQuantile: <= 0.5 }));
        var scale = new PercentileScale(most);
        XySeries[] series = [.. shown.Select(item => new XySeries(item.Series.Name, item.Series.Style, Points(item.Series, item.Curve, scale)))];
        return new XyChart
        {
            Head = new ChartHead
            {
                Id = ChartId.Of("latency-distribution", group),
                Title = $"Latency distribution: {what}",
                Subtitle = CaseText.Join(set.Common, "low and flat is good"),
                Description = $"Percentile plot of {what}: the latency that a share of the inferences does not exceed, as far as their number supports it.{missing}{set.Remark}",
            },
            X = scale,
            Y = AxisScale.For(series.SelectMany(static entry => entry.Points).Select(static point => point.Y)),
            XName = "Share of inferences",
            YName = "Latency of one inference [ms]",
            Series = series,
        }.Draw();
    }

    private static string Missing(int unread, int few)
    {
        return (unread == 0 ? "" : FormattableString.Invariant($" {unread} series have no trace that can be read."))
            + (few == 0 ? "" : FormattableString.Invariant($" {few} series have too few inferences."));
    }

    private static XyPoint[] Points(CaseSeries series, LatencyCurve curve, PercentileScale scale)
    {
        double end = scale.Clamped(curve.MostQuantile);
        IEnumerable<(double Quantile, bool IsMarked)> line = Enumerable.Range(0, PointsOfLine + 1).Select(i => (scale.Quantile(end * i / PointsOfLine), false));
        IEnumerable<(double Quantile, bool IsMarked)> marks = s_marked.Where(quantile => quantile <= curve.MostQuantile).Select(static quantile => (quantile, true));
        return
        [
            .. line.Concat(marks).OrderBy(static point => point.Quantile).Select(point => (point.Quantile, point.IsMarked, Latency: curve.At(point.Quantile))).Where(static point => Drawable.Is(point.Latency))
                .Select(point => new XyPoint(point.Quantile, point.Latency, point.IsMarked ? Tooltip(series, curve, point.Quantile, point.Latency) : null)),
        ];
    }

    private static string Tooltip(CaseSeries series, LatencyCurve curve, double quantile, double latency)
    {
        return FormattableString.Invariant($"{series.Framework} on {series.Device}: {PercentileScale.Text(quantile)} of {curve.Count} inferences took at most {NumberText.Of(latency)} ms");
    }
}
