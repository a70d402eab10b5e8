using InferenceBench.Reporting.Charts.Layout;
using InferenceBench.Reporting.Charts.Scales;
using InferenceBench.Reporting.Charts.Svg;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>Floating-point operations per second that models reach (two for each multiply–accumulate) against the work of one image. Roofs are drawn only where someone gave a peak.</summary>
internal static class FlopsCharts
{
    private const int Quota = 4;
    private const double OperationsOfMac = 2;
    private const int MostLabels = 60;

    /// <summary>A chart for each precision and scenario.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="catalog">Its series.</param>
    /// <param name="options">Peaks.</param>
    public static ChartKind Plan(ResultComparison comparison, SeriesCatalog catalog, ChartOptions options)
    {
        // Peaks differ by precision, so precisions have charts of their own here.
        var groups = comparison.Groups.SelectMany(static group => group.Cases.Where(IsDrawn)).GroupBy(static result => (result.Key.Precision, result.Newest.Scenario))
            .Select(static group => (group.Key, Cases: group.ToArray()));
        return new ChartKind(Quota, [.. groups.Select(group => new ChartPlan(group.Cases.Length, () => Draw(CaseText.Join(group.Key.Precision, group.Key.Scenario), group.Cases, catalog, options)))]);
    }

    private static bool IsDrawn(ComparedCase result)
    {
        return Drawable.Is(result.Figures[Figure.Macs]) && Drawable.Is(result.Figures[Figure.ImagesPerSecond]) && Drawable.Is(Rate(result));
    }

    private static ChartImage Draw(string what, ComparedCase[] cases, SeriesCatalog catalog, ChartOptions options)
    {
        SeriesSet set = SeriesSet.Of(cases, static result => Rate(result), catalog);
        (CaseSeries Series, ComparedCase[] Best)[] shown = [.. set.Series.Select(static series => (series, series.Cases.GroupBy(static result => result.Key.Model).Select(static model => model.MaxBy(Rate)!).OrderBy(Macs).ToArray()))];
        ComparedCase[] best = [.. shown.SelectMany(static entry => entry.Best)];
        var highest = best.GroupBy(static result => result.Key.Model).Select(static model => model.MaxBy(Rate)!).Take(MostLabels).ToHashSet<ComparedCase>(ReferenceEqualityComparer.Instance);
        LogScale x = LogAxis(best.Select(Macs));
        string of = what.Length == 0 ? "" : $": {what}";
        (string Device, double Peak)[] roofs = [.. set.Series.Select(static series => series.Device).Distinct().Where(options.PeakFlopsPerSecond.ContainsKey).Select(device => (device, options.PeakFlopsPerSecond[device])).Where(static roof => Drawable.Is(roof.Item2))];
        return new XyChart
        {
            Head = new ChartHead
            {
                Id = ChartId.Of("flops-macs", what),
                Title = $"Achieved FLOP/s against work{of}",
                Subtitle = CaseText.Join(set.Common, "best batch of each model", "high is good"),
                Description = $"Floating-point operations per second (2 × multiply–accumulates × images per second) against multiply–accumulates of one image, on logarithmic axes{of}; of each model the batch with the highest rate.{(roofs.Length == 0 ? " No roof is drawn: no peak was given." : "")}{set.Remark}",
            },
            X = x,
            Y = LogAxis(best.Select(Rate).Concat(roofs.Select(static roof => roof.Peak))),
            XName = "Multiply–accumulates of one image [MAC]",
            YName = "Achieved rate [FLOP/s]",
            Series = [.. shown.Select(entry => new XySeries(entry.Series.Name, entry.Series.Style, [.. entry.Best.Select(result => Point(result, highest.Contains(result)))]))],
            Guides = [.. roofs.Select(roof => new XyGuide($"peak of {roof.Device}", [(x.Least, roof.Peak), (x.Greatest, roof.Peak)], $"Peak of {roof.Device} as given: {NumberText.Of(roof.Peak / 1e9)} GFLOP/s"))],
            Lines = LineKind.None,
        }.Draw();
    }

    private static XyPoint Point(ComparedCase result, bool hasLabel)
    {
        string tooltip = CaseText.Tooltip(result, Figure.ImagesPerSecond, Figure.Macs) + $" → {NumberText.Of(Rate(result) / 1e9)} GFLOP/s";
        return new XyPoint(Macs(result), Rate(result), tooltip, hasLabel ? SvgText.Clean(CaseText.Model(result.Key.Model)) : null);
    }

    private static LogScale LogAxis(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return new LogScale(all.Min(), all.Max());
    }

    private static double Macs(ComparedCase result) => result.Figures[Figure.Macs] ?? double.NaN;

    private static double Rate(ComparedCase result) => OperationsOfMac * Macs(result) * (result.Figures[Figure.ImagesPerSecond] ?? double.NaN);
}
