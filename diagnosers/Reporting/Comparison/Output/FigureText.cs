using System.Globalization;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>Figures for people: four significant digits, in the unit that people read; what is missing says why where that is known.</summary>
public static class FigureText
{
    /// <summary>What stands for a missing figure.</summary>
    public const string NotAvailable = "n/a";

    /// <summary>A figure's text.</summary>
    /// <param name="figures">The figures.</param>
    /// <param name="figure">Which.</param>
    public static string Of(FigureSet figures, Figure figure)
    {
        var info = FigureInfo.Of(figure);
        if (figures[figure] is not { } value)
        {
            return Missing(figures, figure);
        }

        double uncertainty = figure == Figure.EnergyJoules ? figures[Figure.EnergyUncertaintyJoules] ?? double.NaN : double.NaN;
        return NumberText.Of(value * info.Scale, uncertainty * info.Scale) ?? NotAvailable;
    }

    /// <summary>A figure's cell with its mark.</summary>
    /// <param name="found">The case.</param>
    /// <param name="figure">Which.</param>
    public static TableCell CellOf(ComparedCase found, Figure figure)
    {
        ArgumentNullException.ThrowIfNull(found);
        CellMark mark = found.BestOfAll.Contains(figure) ? CellMark.BestOfAll : found.BestOnDevice.Contains(figure) ? CellMark.BestOnDevice : CellMark.None;
        return new TableCell(Of(found.Figures, figure), mark);
    }

    private static string Missing(FigureSet figures, Figure figure)
    {
        bool isPercentile = figure is Figure.P90Ms or Figure.P95Ms or Figure.P99Ms;
        return isPercentile && figures[Figure.Inferences] is > 0 and { } count ? string.Create(CultureInfo.InvariantCulture, $"n/a (n={count:F0})") : NotAvailable;
    }
}
