using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Diagnosers.Columns;

/// <summary>A numeric column of the report as a BenchmarkDotNet metric, so that its full JSON carries the same figures.</summary>
internal sealed class InferenceMetric : IMetricDescriptor
{
    private static readonly (ReportColumn Column, InferenceMetric Metric)[] s_metrics =
    [
        .. ReportColumns.For(ColumnTarget.Summary).Where(static column => column.IsNumeric)
            .Select(static (column, index) => (column, new InferenceMetric(column, index))),
    ];

    private InferenceMetric(ReportColumn column, int index)
    {
        Id = $"InferenceBench.{column.Name}";
        DisplayName = column.Header;
        Legend = column.Legend;
        Unit = column.Unit ?? "";
        TheGreaterTheBetter = column.Unit == "1/s" || column.Name.EndsWith("/J", StringComparison.Ordinal);
        PriorityInCategory = index;
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public string DisplayName { get; }

    /// <inheritdoc/>
    public string Legend { get; }

    /// <inheritdoc/>
    public string NumberFormat => "G17";

    /// <inheritdoc/>
    public UnitType UnitType => UnitType.Dimensionless;

    /// <inheritdoc/>
    public string Unit { get; }

    /// <inheritdoc/>
    public bool TheGreaterTheBetter { get; }

    /// <inheritdoc/>
    public int PriorityInCategory { get; }

    /// <summary>The figures of a case; those that are not available are left out.</summary>
    /// <param name="report">The case.</param>
    public static IReadOnlyList<Metric> Of(CaseReport report)
    {
        List<Metric> metrics = [];
        foreach ((ReportColumn column, InferenceMetric metric) in s_metrics)
        {
            if (column.Value(report) is IConvertible value)
            {
                metrics.Add(new Metric(metric, value.ToDouble(System.Globalization.CultureInfo.InvariantCulture)));
            }
        }

        return metrics;
    }

    /// <inheritdoc/>
    public bool GetIsAvailable(Metric metric)
    {
        return true;
    }
}
