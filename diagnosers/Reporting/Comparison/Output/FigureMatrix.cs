namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>Framework × device for one figure: the answer to "which framework on which device" at a glance.</summary>
public static class FigureMatrix
{
    /// <summary>The matrix of a group's throughput; null when it has one device or one framework only, or too many of both.</summary>
    /// <param name="group">The group.</param>
    /// <param name="limits">How much of it.</param>
    public static TextGrid? Of(ComparisonGroup group, TableLimits limits)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(limits);
        Figure figure = group.Cases.Any(static found => found.Figures[Figure.ImagesPerSecond] is not null) ? Figure.ImagesPerSecond : Figure.InferencesPerSecond;
        string[] devices = Distinct(group, static found => found.DeviceLabel);
        string[] frameworks = Distinct(group, static found => found.FrameworkLabel);
        if (devices.Length < 2 || frameworks.Length < 2 || Math.Min(devices.Length, frameworks.Length) > limits.MatrixColumns)
        {
            return null;
        }

        // The shorter side makes the columns when the devices are too many for it.
        bool isTurned = devices.Length > limits.MatrixColumns;
        string[] across = isTurned ? frameworks : devices;
        string[] down = [.. (isTurned ? devices : frameworks).Take(limits.Rows)];
        var cells = new Dictionary<(string Framework, string Device), ComparedCase>();
        foreach (ComparedCase found in group.Cases)
        {
            cells.TryAdd((found.FrameworkLabel, found.DeviceLabel), found);
        }

        var info = FigureInfo.Of(figure);
        TableColumn[] columns =
        [
            new(info.Name, info.Unit),
            .. across.Select(label => new TableColumn(DisplayText.Of(label, limits.CellWidth), null, IsRight: true)),
        ];
        return new TextGrid(columns, [.. down.Select(Row)])
        {
            Footnotes = GroupTable.Rest((isTurned ? devices : frameworks).Length - down.Length, isTurned ? "device" : "framework"),
        };

        TableCell[] Row(string label)
        {
            return
            [
                new(DisplayText.Of(label, limits.CellWidth)),
                .. across.Select(other => cells.TryGetValue(isTurned ? (other, label) : (label, other), out ComparedCase? found)
                    ? FigureText.CellOf(found, figure)
                    : new TableCell("–")),
            ];
        }
    }

    private static string[] Distinct(ComparisonGroup group, Func<ComparedCase, string> labelOf)
    {
        return [.. group.Cases.Select(labelOf).Distinct().Order(StringComparer.Ordinal)];
    }
}
