using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Import;

/// <summary>Collects the figures of a row; those that cannot be are left out and named.</summary>
internal sealed class PossibleFigures
{
    private readonly FigureSet.Builder _builder = new();
    private readonly List<string> _impossible = [];

    /// <summary>Says what was left out; null when nothing was.</summary>
    public RowFlag? Flag => _impossible.Count == 0 ? null : new RowFlag(RowFlags.ImpossibleFigure, $"left out: {string.Join(", ", _impossible)}");

    /// <summary>Sets a figure.</summary>
    /// <param name="figure">Which.</param>
    /// <param name="value">Its value; null when there is none.</param>
    public PossibleFigures Set(Figure figure, double? value)
    {
        bool isPossible = value is null || FigureLimits.Allow(figure, value.Value);
        if (!isPossible)
        {
            _impossible.Add($"{FigureInfo.Of(figure).Id} {NumberText.Of(value!.Value) ?? "not finite"}");
        }

        _builder.Set(figure, isPossible ? value : null);
        return this;
    }

    /// <summary>The figures.</summary>
    public FigureSet ToSet()
    {
        return _builder.ToSet();
    }
}
