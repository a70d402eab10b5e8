using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Tables;

/// <summary>One column of every table of results: the single place that says how a figure is named, computed from the report and shown.</summary>
/// <param name="Name">Public, permanent name.</param>
/// <param name="Unit">Unit of the value; null for text and counts.</param>
/// <param name="Targets">The tables that show it.</param>
/// <param name="Legend">What it means, in one sentence.</param>
/// <param name="Value">The value: text, an integer or a double; null when it is not available.</param>
public sealed record ReportColumn(string Name, string? Unit, ColumnTarget Targets, string Legend, Func<CaseReport, object?> Value)
{
    /// <summary>What stands for null; the default is <c>n/a</c>.</summary>
    public Func<CaseReport, string> Missing { get; init; } = static _ => "n/a";

    /// <summary>Whether the column is aligned to the right.</summary>
    public bool IsNumeric { get; init; } = true;

    /// <summary>The value for people where digits alone do not say it; null takes the value's own text.</summary>
    public Func<CaseReport, string?>? Shown { get; init; }

    /// <summary>Whether the column is left out of a table in which no case has a value for it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Name with its unit: <c>Mean [ms]</c>.</summary>
    public string Header => Unit is null ? Name : $"{Name} [{Unit}]";

    /// <summary>Whether the column belongs in a table of these cases.</summary>
    /// <param name="cases">The cases.</param>
    public bool IsShownFor(IEnumerable<CaseReport> cases)
    {
        return !IsOptional || cases.Any(report => Value(report) is not null);
    }

    /// <summary>The value for people, in the invariant culture, doubles to four significant digits.</summary>
    /// <param name="report">The case.</param>
    public string Text(CaseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Shown?.Invoke(report) ?? Value(report) switch
        {
            double number => NumberText.Of(number) ?? Missing(report),
            IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            string text => text,
            _ => Missing(report),
        };
    }
}
