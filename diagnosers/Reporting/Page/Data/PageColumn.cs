using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Comparison.Ranking;

namespace InferenceBench.Reporting.Page.Data;

/// <summary>A column of figures.</summary>
/// <param name="Id">Its name in JSON and in the script.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Unit">Unit that people read.</param>
/// <param name="Scale">Factor from the stored unit to the shown one.</param>
/// <param name="Direction">Which way it is better.</param>
/// <param name="Legend">What it means.</param>
/// <param name="Group">Part of the column chooser that it is in.</param>
/// <param name="ValueOf">Its value in a row; null when not available.</param>
internal sealed record PageColumn(
    string Id,
    string Name,
    string? Unit,
    double Scale,
    FigureDirection Direction,
    string Legend,
    string Group,
    Func<PageRow, double?> ValueOf)
{
    private static readonly Figure[] s_shown = [Figure.P50Ms, Figure.P99Ms, Figure.ImagesPerSecond, Figure.EnergyJoules, Figure.ImagesPerJoule, Figure.PowerWatts];

    private static readonly Figure[] s_latency =
        [Figure.P50Ms, Figure.P90Ms, Figure.P95Ms, Figure.P99Ms, Figure.MeanMs, Figure.MinMs, Figure.MaxMs, Figure.StdDevMs, Figure.Inferences, Figure.CovPercent];

    private static readonly Figure[] s_energy =
    [
        Figure.EnergyJoules, Figure.EnergyUncertaintyJoules, Figure.NetEnergyJoules, Figure.ImagesPerJoule, Figure.EnergyDelayJouleSeconds, Figure.PowerWatts,
        Figure.IdleWatts,
    ];

    private static readonly Figure[] s_start = [Figure.LoadMs, Figure.FirstInferenceMs];

    private static readonly Figure[] s_device = [Figure.EnqueueMs, Figure.H2dMs, Figure.ComputeMs, Figure.D2hMs];

    /// <summary>Whether it is a figure of energy or power: ranked only within one scope.</summary>
    public bool IsEnergy => Group == "Energy";

    /// <summary>Whether it is shown before the reader chooses.</summary>
    public bool IsShownFirst { get; private init; }

    /// <summary>The columns that some row has a value for.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="baseline">What speed-ups are relative to.</param>
    public static IReadOnlyList<PageColumn> For(IReadOnlyList<PageRow> rows, string? baseline)
    {
        PageColumn[] columns = [.. All(baseline).Where(column => rows.Any(row => column.ValueOf(row) is not null))];
        // Some formats know a mean alone.
        bool hasMedian = columns.Any(static column => column.Id == FigureInfo.Of(Figure.P50Ms).Id);
        return hasMedian ? columns : [.. columns.Select(static column => column.Id == FigureInfo.Of(Figure.MeanMs).Id ? column with { IsShownFirst = true } : column)];
    }

    private static IEnumerable<PageColumn> All(string? baseline)
    {
        foreach (FigureInfo info in FigureInfo.All)
        {
            yield return Of(info);
            if (info.Figure == Figure.ImagesPerSecond)
            {
                yield return new PageColumn(
                    "speedUp", "Speed-up", "×", 1, FigureDirection.HigherIsBetter, $"How many times as fast as {baseline ?? BaselineChoice.Default} on the same device, by the medians over the runs", "Throughput", static row => row.Case.SpeedUp)
                {
                    IsShownFirst = true,
                };
            }
        }
    }

    private static PageColumn Of(FigureInfo info)
    {
        Figure figure = info.Figure;
        return new PageColumn(info.Id, info.Name, info.Unit, info.Scale, info.Direction, info.Legend, GroupOf(figure), row => row.Figures[figure])
        {
            IsShownFirst = s_shown.Contains(figure),
        };
    }

    private static string GroupOf(Figure figure)
    {
        return figure switch
        {
            _ when s_latency.Contains(figure) => "Latency",
            Figure.InferencesPerSecond or Figure.ImagesPerSecond => "Throughput",
            _ when s_energy.Contains(figure) => "Energy",
            _ when s_start.Contains(figure) => "Cold start",
            _ when s_device.Contains(figure) => "Time on the device",
            _ => "Conditions",
        };
    }
}
