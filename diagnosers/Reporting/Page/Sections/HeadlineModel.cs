using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Page.Data;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>A model of the headline, in one precision and scenario.</summary>
/// <param name="Title">Its name for people.</param>
/// <param name="Rows">Its cases that may be ranked.</param>
internal sealed record HeadlineModel(string Title, IReadOnlyList<PageRow> Rows)
{
    /// <summary>Its batches, least first.</summary>
    public int[] Batches { get; } = [.. Rows.Select(static row => row.Row.Key.Batch).Distinct().Order()];

    /// <summary>Its rows by device, in the order of the comparison.</summary>
    public IReadOnlyList<IGrouping<string, PageRow>> Devices { get; } = [.. Rows.GroupBy(static row => row.Case.DeviceLabel)];

    /// <summary>Whether some row has a figure.</summary>
    /// <param name="figure">The figure.</param>
    public bool Answers(Figure figure)
    {
        return Rows.Any(row => row.Figures[figure] is not null);
    }
}
