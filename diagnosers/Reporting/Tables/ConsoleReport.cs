using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Tables;

/// <summary>What a run prints at its end: the table, that of power and energy where there is any, then failed and skipped cases and notes, each with its reason.</summary>
public static class ConsoleReport
{
    // A framework that is missing skips dozens of cases; report.md names them all.
    private const int MostCases = 3;

    /// <summary>The text, lines ended by LF.</summary>
    /// <param name="report">The run.</param>
    public static string Render(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        CaseReport[] ran = [.. report.Cases.Where(static c => c.Status != CaseStatus.Skipped)];
        StringBuilder text = new();
        if (ran.Length > 0)
        {
            text.Append(Table(ran, ColumnTarget.Console));
        }

        if (ran.Any(static c => c.Energy?.Joules is not null))
        {
            text.Append('\n').Append(Table(ran, ColumnTarget.ConsolePower));
        }

        foreach (CaseRemarks section in CaseRemarks.Of(report, MostCases))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{section.Title}:\n");
            foreach (string line in section.Lines)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {line}\n");
            }
        }

        return text.ToString();
    }

    private static string Table(CaseReport[] cases, ColumnTarget target)
    {
        IReadOnlyList<ReportColumn> columns = ReportColumns.For(target, cases);
        string[][] header = [[.. columns.Select(static column => column.Name)], [.. columns.Select(static column => column.Unit is null ? "" : $"[{column.Unit}]")]];
        string[][] rows = [.. cases.Select(row => columns.Select(column => column.Text(row)).ToArray())];
        return PlainTable.Aligned(header, rows, [.. columns.Select(static column => column.IsNumeric)]);
    }
}
