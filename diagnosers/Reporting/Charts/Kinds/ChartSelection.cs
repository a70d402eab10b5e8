namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>Chooses among all the charts that could be drawn, so that work and page stay bounded whatever the results hold.</summary>
internal static class ChartSelection
{
    /// <summary>Draws at most <see cref="ComparisonCharts.MostCharts"/>, some of each kind.</summary>
    /// <param name="kinds">The kinds in the order of the page; their quotas add up to the limit.</param>
    public static IReadOnlyList<ChartImage> Draw(IReadOnlyList<ChartKind> kinds)
    {
        int[] counts = Share(kinds);
        List<ChartImage> charts = [];
        HashSet<string> ids = [];
        for (int i = 0; i < kinds.Count; i++)
        {
            int first = charts.Count;
            charts.AddRange(Chosen(kinds[i].Plans, counts[i]).Select(static plan => plan.Draw()).OfType<ChartImage>());
            for (int chart = first; chart < charts.Count; chart++)
            {
                charts[chart] = WithOwnId(charts[chart], ids);
            }

            int leftOut = kinds[i].Plans.Count - counts[i];
            if (leftOut > 0 && charts.Count > first)
            {
                charts[^1] = charts[^1] with { Description = FormattableString.Invariant($"{charts[^1].Description} Of this kind of chart {leftOut} more are not drawn.") };
            }
        }

        return charts;
    }

    private static int[] Share(IReadOnlyList<ChartKind> kinds)
    {
        int[] counts = [.. kinds.Select(static kind => Math.Min(kind.Quota, kind.Plans.Count))];
        int left = ComparisonCharts.MostCharts - counts.Sum();
        for (int i = 0; i < kinds.Count; i++)
        {
            int more = kinds[i].IsFixed ? 0 : Math.Clamp(kinds[i].Plans.Count - counts[i], 0, Math.Max(0, left));
            counts[i] += more;
            left -= more;
        }

        return counts;
    }

    private static IEnumerable<ChartPlan> Chosen(IReadOnlyList<ChartPlan> plans, int count)
    {
        return count >= plans.Count
            ? plans
            : plans.Index().OrderByDescending(static plan => plan.Item.Weight).ThenBy(static plan => plan.Index).Take(count).OrderBy(static plan => plan.Index).Select(static plan => plan.Item);
    }

    // Names of models may differ only in what an id cannot hold.
    private static ChartImage WithOwnId(ChartImage chart, HashSet<string> ids)
    {
        string id = chart.Id;
        for (int number = 2; !ids.Add(id); number++)
        {
            id = FormattableString.Invariant($"{chart.Id}-{number}");
        }

        return id == chart.Id ? chart : chart with { Id = id, Body = Renamed(chart.Body, chart.Id, id) };
    }

    private static string Renamed(string body, string from, string to)
    {
        return body
            .Replace($"aria-labelledby=\"{from}-title {from}-desc\"", $"aria-labelledby=\"{to}-title {to}-desc\"", StringComparison.Ordinal)
            .Replace($"id=\"{from}-title\"", $"id=\"{to}-title\"", StringComparison.Ordinal)
            .Replace($"id=\"{from}-desc\"", $"id=\"{to}-desc\"", StringComparison.Ordinal);
    }
}
