using System.Globalization;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>The table of a group: a row for each case, the best of each figure marked, flags as letters with their meaning below.</summary>
public static class GroupTable
{
    private static readonly Figure[] s_figures =
    [
        Figure.P50Ms, Figure.MeanMs, Figure.P99Ms, Figure.ImagesPerSecond, Figure.InferencesPerSecond, Figure.EnergyJoules, Figure.ImagesPerJoule, Figure.PowerWatts,
    ];

    /// <summary>Lays out a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="limits">How much of it.</param>
    public static TextGrid Of(ComparisonGroup group, TableLimits limits)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(limits);
        IReadOnlyList<ComparedCase> cases = group.Cases;
        Figure[] figures = [.. s_figures.Where(figure => IsShown(group, figure))];
        bool hasSpeedUp = cases.Any(static found => found.SpeedUp is not null);
        bool hasRuns = cases.Any(static found => found.Rows.Count > 1);
        bool hasFlags = cases.Any(static found => found.Flags.Count > 0);
        TableColumn[] columns =
        [
            new("Framework"),
            new("Device"),
            .. figures.Select(static figure => ColumnOf(FigureInfo.Of(figure))),
            .. hasSpeedUp ? [new TableColumn("Speed-up", null, true)] : Array.Empty<TableColumn>(),
            .. hasRuns ? [new TableColumn("Runs", null, true)] : Array.Empty<TableColumn>(),
            .. hasFlags ? [new TableColumn("Flags")] : Array.Empty<TableColumn>(),
        ];
        var marks = new FlagMarks();
        var rows = new List<TableCell[]>();
        foreach (ComparedCase found in cases.Take(limits.Rows))
        {
            rows.Add(
            [
                new(DisplayText.Of(found.FrameworkLabel, limits.CellWidth)),
                new(DisplayText.Of(found.DeviceLabel, limits.CellWidth)),
                .. figures.Select(figure => FigureText.CellOf(found, figure)),
                .. hasSpeedUp ? [new TableCell(SpeedUpText(found.SpeedUp))] : Array.Empty<TableCell>(),
                .. hasRuns ? [new TableCell(found.Rows.Count.ToString(CultureInfo.InvariantCulture))] : Array.Empty<TableCell>(),
                .. hasFlags ? [new TableCell(marks.Of(found.Flags))] : Array.Empty<TableCell>(),
            ]);
        }

        return new TextGrid(columns, rows) { Footnotes = [.. marks.Legend(), .. Rest(cases.Count - rows.Count, "row")] };
    }

    /// <summary>What a cut table or list says at its end.</summary>
    /// <param name="count">What was left out.</param>
    /// <param name="what">What it is, in the singular.</param>
    internal static string[] Rest(int count, string what)
    {
        return count <= 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"… and {count} more {what}{(count == 1 ? "" : "s")}: {ComparisonCsv.FileName} (--out DIR) has them all")];
    }

    /// <summary>A speed-up's text: two decimals say enough of a ratio.</summary>
    /// <param name="speedUp">The ratio.</param>
    internal static string SpeedUpText(double? speedUp)
    {
        return speedUp switch
        {
            null => FigureText.NotAvailable,
            >= 0.1 and < 100 => speedUp.Value.ToString("F2", CultureInfo.InvariantCulture),
            >= 0.01 and < 0.1 => speedUp.Value.ToString("F3", CultureInfo.InvariantCulture),
            _ => NumberText.Of(speedUp.Value) ?? FigureText.NotAvailable,
        };
    }

    private static TableColumn ColumnOf(FigureInfo info)
    {
        return new TableColumn(info.Name, info.Unit, IsRight: true);
    }

    private static bool IsShown(ComparisonGroup group, Figure figure)
    {
        return figure switch
        {
            // The mean stands in where there is no median.
            Figure.MeanMs => group.Cases.Any(static found => found.Figures[Figure.P50Ms] is null && found.Figures[Figure.MeanMs] is not null),
            Figure.P99Ms => group.Cases.Any(static found => found.Figures[Figure.P99Ms] is not null || (found.Figures[Figure.P50Ms] is not null && found.Figures[Figure.Inferences] is not null)),
            Figure.InferencesPerSecond => group.Batch != 1 && group.Cases.Any(static found => found.Figures[Figure.InferencesPerSecond] is not null),
            _ => group.Cases.Any(found => found.Figures[figure] is not null),
        };
    }
}
