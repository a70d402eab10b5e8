using System.Globalization;
using CsvHelper;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Tables;

/// <summary><c>report.csv</c>: RFC 4180 with LF, invariant culture, units in the headers, unrounded values, an empty field for what is not available; failed and skipped cases too.</summary>
public static class CsvReport
{
    /// <summary>Name of the file in a run's folder.</summary>
    public const string FileName = "report.csv";

    /// <summary>The table of a run.</summary>
    /// <param name="report">The run.</param>
    public static string Render(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        IReadOnlyList<ReportColumn> columns = ReportColumns.For(ColumnTarget.Csv, report.Cases);
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using (CsvWriter csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true))
        {
            csv.WriteHeader([.. columns.Select(static column => column.Header)]);
            foreach (CaseReport row in report.Cases)
            {
                csv.WriteRecord([.. columns.Select(column => FieldText(column.Value(row)))]);
            }
        }

        return text.ToString();
    }

    private static string? FieldText(object? value)
    {
        return value is double number && !double.IsFinite(number) ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
    }
}
