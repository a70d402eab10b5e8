using InferenceBench.Reporting.Charts.Layout;
using InferenceBench.Reporting.Charts.Scales;
using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>Power against throughput: one mark for each case, the Pareto front drawn. Energies of another scope and latencies with other transfers have charts of their own.</summary>
internal static class PowerThroughputCharts
{
    private const int Quota = 12;
    private const int MostLabels = 60;

    /// <summary>A chart for each model, scenario, scope of the energy and place of the transfers.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="catalog">Its series.</param>
    public static ChartKind Plan(ResultComparison comparison, SeriesCatalog catalog)
    {
        Dictionary<(string Model, string Precision, string? Scenario, string? Scope, string? Transfers), List<ComparedCase>> groups = Groups(comparison);
        var several = groups.Keys.GroupBy(static key => (key.Model, key.Precision, key.Scenario, key.Scope)).Where(static same => same.Count() > 1).Select(static same => same.Key).ToHashSet();
        return new ChartKind(Quota,
        [
            .. groups.Select(group =>
            {
                (string model, string precision, string? scenario, string? scope, string? transfers) = group.Key;
                string? where = several.Contains((model, precision, scenario, scope)) ? $"transfers {transfers ?? "not stated"}" : null;
                return new ChartPlan(group.Value.Count, () => Draw(CaseText.Join(CaseText.Model(model), precision, scenario, where), ChartId.Of("power-throughput", model, precision, scenario, scope, where), scope, group.Value, catalog));
            }),
        ]);
    }

    private static Dictionary<(string Model, string Precision, string? Scenario, string? Scope, string? Transfers), List<ComparedCase>> Groups(ResultComparison comparison)
    {
        Dictionary<(string Model, string Precision, string? Scenario, string? Scope, string? Transfers), List<ComparedCase>> groups = [];
        foreach (ComparisonGroup group in comparison.Groups)
        {
            foreach (IGrouping<(string? EnergyScope, string? Transfers), ComparedCase> part in group.Cases.Where(IsDrawn).GroupBy(static result => (result.Newest.EnergyScope, result.Newest.Transfers)))
            {
                (string, string, string?, string?, string?) key = (group.Model, group.Precisions, group.Scenario, part.Key.EnergyScope, part.Key.Transfers);
                if (!groups.TryGetValue(key, out List<ComparedCase>? cases))
                {
                    groups.Add(key, cases = []);
                }

                cases.AddRange(part);
            }
        }

        return groups;
    }

    private static bool IsDrawn(ComparedCase result)
    {
        return Drawable.Is(result.Figures[Figure.PowerWatts]) && Drawable.Is(result.Figures[Figure.ImagesPerSecond]);
    }

    private static ChartImage Draw(string what, string id, string? scope, List<ComparedCase> cases, SeriesCatalog catalog)
    {
        IReadOnlyList<(double Gain, double Cost)> front = ParetoFront.Of(cases.Select(static result => (Throughput(result), Power(result))));
        var best = front.ToHashSet();
        // Series of the front are never left out for others.
        SeriesSet set = SeriesSet.Of(cases, result => Throughput(result) + (best.Contains((Throughput(result), Power(result))) ? Drawable.Greatest : 0), catalog);
        CaseSeries[] series = [.. set.Series];
        ComparedCase[] shown = [.. series.SelectMany(static entry => entry.Cases)];
        bool hasLabels = shown.Length <= MostLabels;
        string covered = scope is null ? "" : $" of the {CaseText.Scope(scope)}";
        var chart = new XyChart
        {
            Head = new ChartHead
            {
                Id = id,
                Title = $"Power against throughput: {what}",
                Subtitle = CaseText.Join(set.Common, "right and low is good", hasLabels ? "numbers: batch" : null),
                Description = FormattableString.Invariant($"Mean power{covered} against images per second of {what}, one mark for each of {shown.Length} cases. {front.Count} are on the Pareto front: no other one has more throughput at less power.{set.Remark}"),
            },
            X = AxisScale.For(shown.Select(Throughput)),
            Y = AxisScale.For(shown.Select(Power)),
            XName = "Throughput [images/s]",
            YName = $"Mean power{covered} [W]",
            Series = [.. series.Select(entry => new XySeries(entry.Name, entry.Style, Points(entry, hasLabels)))],
            Guides = front.Count < 2 ? [] : [new XyGuide("Pareto front", Staircase(front), "Pareto front: no other case has more throughput at less power")],
            Lines = LineKind.Trail,
        };
        return chart.Draw();
    }

    private static XyPoint[] Points(CaseSeries series, bool hasLabels)
    {
        return
        [
            .. series.Cases.OrderBy(static result => result.Key.Batch).Select(result => new XyPoint(
                Throughput(result),
                Power(result),
                CaseText.Tooltip(result, Figure.ImagesPerSecond, Figure.PowerWatts, Figure.ImagesPerJoule, Figure.P50Ms),
                hasLabels && result.Key.Batch > 0 ? AxisText.Of(result.Key.Batch) : null)),
        ];
    }

    // What a case beats lies left of it and above: the front is a staircase.
    private static List<(double X, double Y)> Staircase(IReadOnlyList<(double Gain, double Cost)> front)
    {
        List<(double X, double Y)> corners = [front[0]];
        for (int i = 1; i < front.Count; i++)
        {
            corners.Add((front[i - 1].Gain, front[i].Cost));
            corners.Add(front[i]);
        }

        return corners;
    }

    private static double Throughput(ComparedCase result) => result.Figures[Figure.ImagesPerSecond] ?? double.NaN;

    private static double Power(ComparedCase result) => result.Figures[Figure.PowerWatts] ?? double.NaN;
}
