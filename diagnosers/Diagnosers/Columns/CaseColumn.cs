using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Diagnosers.Columns;

/// <summary>A column of the report in BenchmarkDotNet's own summary: same name, same value, same text.</summary>
internal sealed class CaseColumn : IColumn
{
    private readonly ReportColumn _column;
    private readonly CaseCollector _collector;

    /// <summary>A column.</summary>
    /// <param name="column">Its definition.</param>
    /// <param name="priority">Its place among these columns.</param>
    /// <param name="collector">Where the cases are.</param>
    public CaseColumn(ReportColumn column, int priority, CaseCollector collector)
    {
        _column = column;
        _collector = collector;
        PriorityInCategory = priority;
    }

    /// <inheritdoc/>
    public string Id => $"InferenceBench.{_column.Header}";

    /// <inheritdoc/>
    public string ColumnName => _column.Header;

    /// <inheritdoc/>
    public bool AlwaysShow => true;

    /// <inheritdoc/>
    public ColumnCategory Category => _column.IsNumeric ? ColumnCategory.Metric : ColumnCategory.Job;

    /// <inheritdoc/>
    public int PriorityInCategory { get; }

    /// <inheritdoc/>
    public bool IsNumeric => _column.IsNumeric;

    /// <inheritdoc/>
    public UnitType UnitType => UnitType.Dimensionless;

    /// <inheritdoc/>
    public string Legend => _column.Legend;

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        return _column.Text(_collector.Find(benchmarkCase));
    }

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        return GetValue(summary, benchmarkCase);
    }

    /// <inheritdoc/>
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase)
    {
        return false;
    }

    /// <inheritdoc/>
    public bool IsAvailable(Summary summary)
    {
        return _column.IsShownFor(summary.BenchmarksCases.Select(_collector.Find));
    }
}
