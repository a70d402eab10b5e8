using InferenceBench.Reporting.Charts.Layout;
using InferenceBench.Reporting.Charts.Svg;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>Median latencies of several models and batches on one page.</summary>
internal static class LatencyOverviewChart
{
    private const int MostGroups = 12;

    /// <summary>Draws it; null when no case has a median latency.</summary>
    /// <param name="comparison">The comparison.</param>
    public static ChartImage? Draw(ResultComparison comparison)
    {
        var catalog = new SeriesCatalog(comparison);
        ComparisonGroup[] groups = [.. comparison.Groups.Where(static group => group.Cases.Any(HasMedian))];
        if (groups.Length == 0)
        {
            return null;
        }

        // One choice of series for all panels, so that each framework has one name and colour.
        SeriesSet set = SeriesSet.Of(groups.Take(MostGroups).SelectMany(static group => group.Cases), static result => HasMedian(result) ? -Median(result) : null, catalog);
        string leftOut = groups.Length > MostGroups ? FormattableString.Invariant($" {groups.Length - MostGroups} more combinations of model, batch and precision are left out.") : "";
        return new BarChart
        {
            Head = new ChartHead
            {
                Id = "latency-overview",
                Title = "Median latency of one inference",
                Subtitle = CaseText.Join(set.Common, "shorter is better; each model and batch has an axis of its own"),
                Description = $"Bars of the median latency of one inference in milliseconds for {string.Join("; ", groups.Take(MostGroups).Select(CaseText.Of))}.{set.Remark}{leftOut}",
            },
            Panels = ["p50 [ms]"],
            Sections = [.. groups.Take(MostGroups).Select(group => new BarSection(CaseText.Of(group), Rows(group, set))).Where(static section => section.Rows.Count > 0)],
            HasOwnAxes = true,
        }.Draw();
    }

    private static BarRow[] Rows(ComparisonGroup group, SeriesSet set)
    {
        var inside = group.Cases.ToHashSet<ComparedCase>(ReferenceEqualityComparer.Instance);
        return
        [
            .. set.Series.SelectMany(static series => series.Cases.Select(result => (Series: series, Case: result))).Where(item => inside.Contains(item.Case)).Select(static item => new BarRow(
                item.Series.Name,
                item.Series.Colour,
                CaseText.Tooltip(item.Case, Figure.P50Ms, Figure.P99Ms, Figure.ImagesPerSecond),
                [new BarValue(Median(item.Case), Median(item.Case), Median(item.Case), NumberText.Of(Median(item.Case))!)])),
        ];
    }

    private static bool HasMedian(ComparedCase result) => Drawable.Is(result.Figures[Figure.P50Ms]);

    private static double Median(ComparedCase result) => result.Figures[Figure.P50Ms]!.Value;
}
