using InferenceBench.Reporting.Charts.Layout;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>Bars of each device's frameworks: latency and throughput in one chart, energy and images of a joule in another, which holds energies of one scope only.</summary>
internal static class BarCharts
{
    private const int Quota = 20;

    /// <summary>Charts for each model, batch and scenario.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="catalog">Its series.</param>
    public static ChartKind Plan(ResultComparison comparison, SeriesCatalog catalog)
    {
        return new ChartKind(Quota, [.. comparison.Groups.SelectMany(group => Plans(group, catalog))]);
    }

    private static IEnumerable<ChartPlan> Plans(ComparisonGroup group, SeriesCatalog catalog)
    {
        ComparedCase[] timed = [.. group.Cases.Where(static result => Drawable.Is(Latency(result)) || Drawable.Is(result.Figures[Figure.ImagesPerSecond]))];
        if (timed.Length > 0)
        {
            yield return new ChartPlan(timed.Length, () => DrawSpeed(group, timed, catalog));
        }

        foreach (IGrouping<string?, ComparedCase> scope in group.Cases.Where(static result => Drawable.Is(result.Figures[Figure.EnergyJoules])).GroupBy(static result => result.Newest.EnergyScope))
        {
            ComparedCase[] cases = [.. scope];
            yield return new ChartPlan(cases.Length, () => DrawEnergy(group, scope.Key, cases, catalog));
        }
    }

    private static ChartImage DrawSpeed(ComparisonGroup group, ComparedCase[] cases, SeriesCatalog catalog)
    {
        string what = CaseText.Of(group);
        bool hasMeans = cases.Any(static result => result.Figures[Figure.P50Ms] is null);
        string latency = hasMeans ? "p50, or mean," : "p50";
        SeriesSet set = SeriesSet.Of(cases, static result => result.Figures[Figure.ImagesPerSecond] ?? (1000 / Latency(result))!.Value, catalog);
        return new BarChart
        {
            Head = new ChartHead
            {
                Id = ChartId.Of("latency-bars", group),
                Title = $"Latency and throughput: {what}",
                Subtitle = Subtitle(set, "whisker: to p99"),
                Description = $"Bars of latency ({latency} of one inference in milliseconds, whisker to p99) and images per second of {what} for each framework on each device.{set.Remark}",
            },
            Panels = [hasMeans ? "Latency, p50 or mean [ms]" : "Latency, p50 [ms]", "Throughput [images/s]"],
            Sections = Sections(set, static result => new BarRow(
                "", default, CaseText.Tooltip(result, Figure.P50Ms, Figure.P99Ms, Figure.MeanMs, Figure.ImagesPerSecond), [LatencyBar(result), Bar(result.Figures[Figure.ImagesPerSecond])])),
        }.Draw();
    }

    private static ChartImage DrawEnergy(ComparisonGroup group, string? scope, ComparedCase[] cases, SeriesCatalog catalog)
    {
        string what = CaseText.Of(group);
        string covered = scope is null ? "" : $" of the {CaseText.Scope(scope)}";
        SeriesSet set = SeriesSet.Of(cases, static result => result.Figures[Figure.ImagesPerJoule] ?? -result.Figures[Figure.EnergyJoules]!.Value, catalog);
        return new BarChart
        {
            Head = new ChartHead
            {
                Id = ChartId.Of("energy-bars", group, scope),
                Title = $"Energy: {what}",
                Subtitle = Subtitle(set, "whisker: ± uncertainty (k = 2)"),
                Description = $"Bars of the energy{covered} for one inference (in millijoules, whisker: its uncertainty, k = 2) and of images of one joule for {what}, each framework on each device.{set.Remark}",
            },
            Panels = [$"Energy of one inference{(scope is null ? "" : $", {CaseText.Scope(scope)}")} [mJ]", "Images of one joule [1/J]"],
            Sections = Sections(set, static result => new BarRow(
                "", default, CaseText.Tooltip(result, Figure.EnergyJoules, Figure.EnergyUncertaintyJoules, Figure.ImagesPerJoule, Figure.PowerWatts), [EnergyBar(result), Bar(result.Figures[Figure.ImagesPerJoule])])),
        }.Draw();
    }

    private static string Subtitle(SeriesSet set, string whisker)
    {
        bool isFlagged = set.Series.Any(static series => series.Cases.Any(CaseText.IsFlagged));
        string? device = set.Series.Select(static series => series.Device).Distinct().Count() == 1 ? "on " + set.Series[0].Device : null;
        return CaseText.Join(device, whisker, isFlagged ? "*: flagged, see the tables" : null);
    }

    // Bars of one device stand together; the device is said above the chart when it is the only one.
    private static BarSection[] Sections(SeriesSet set, Func<ComparedCase, BarRow> rowOf)
    {
        IGrouping<string, CaseSeries>[] devices = [.. set.Series.GroupBy(static series => series.Device)];
        return
        [
            .. devices.Select(device => new BarSection(devices.Length == 1 ? null : device.Key,
                [.. device.SelectMany(static series => series.Cases.Select(result => (Series: series, Case: result))).Select(item => rowOf(item.Case) with
                {
                    Label = item.Series.Framework + (CaseText.IsFlagged(item.Case) ? " *" : ""),
                    Style = item.Series.Colour,
                })])),
        ];
    }

    private static BarValue? LatencyBar(ComparedCase result)
    {
        if (Bar(Latency(result)) is not { } bar)
        {
            return null;
        }

        return result.Figures[Figure.P99Ms] is { } p99 && p99 > bar.Value ? bar with { High = p99 } : bar;
    }

    private static BarValue? EnergyBar(ComparedCase result)
    {
        if (Bar(result.Figures[Figure.EnergyJoules] * 1000) is not { } bar)
        {
            return null;
        }

        double uncertainty = (result.Figures[Figure.EnergyUncertaintyJoules] ?? 0) * 1000;
        return bar with { Low = Math.Max(0, bar.Value - uncertainty), High = bar.Value + uncertainty };
    }

    private static BarValue? Bar(double? value)
    {
        return Drawable.Is(value) ? new BarValue(value!.Value, value.Value, value.Value, NumberText.Of(value.Value)!) : null;
    }

    private static double? Latency(ComparedCase result) => result.Figures[Figure.P50Ms] ?? result.Figures[Figure.MeanMs];
}
