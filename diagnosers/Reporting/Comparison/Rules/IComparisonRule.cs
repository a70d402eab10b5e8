namespace InferenceBench.Reporting.Comparison.Rules;

/// <summary>A defect of data that only shows when several rows are looked at together.</summary>
internal interface IComparisonRule
{
    /// <summary>The rows in the same order, those with the defect flagged; the very same list when there is nothing to flag.</summary>
    /// <param name="rows">Rows of all files.</param>
    IReadOnlyList<ResultRow> Apply(IReadOnlyList<ResultRow> rows);
}
