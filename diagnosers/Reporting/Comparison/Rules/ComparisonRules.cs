namespace InferenceBench.Reporting.Comparison.Rules;

/// <summary>All rules over several rows, applied before rows are merged into cases.</summary>
internal static class ComparisonRules
{
    private static readonly IComparisonRule[] s_all = [new ImagesPerRegionRule()];

    /// <summary>The rows in the same order, with the flags of all rules added. Applied twice it adds nothing more.</summary>
    /// <param name="rows">Rows of all files.</param>
    public static IReadOnlyList<ResultRow> Apply(IReadOnlyList<ResultRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return s_all.Aggregate(rows, static (current, rule) => rule.Apply(current));
    }
}
