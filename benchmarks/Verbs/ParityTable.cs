using System.Globalization;
using System.Text;
using InferenceBench.Parity;

namespace InferenceBench.Verbs;

/// <summary>What <c>parity</c> prints for people.</summary>
internal static class ParityTable
{
    private const string NotAvailable = "n/a";
    private const int MostModels = 3;

    /// <summary>The table, the reasons below it, and the counts.</summary>
    /// <param name="report">The report.</param>
    public static string Of(ParityReport report)
    {
        var text = new StringBuilder();
        text.Append("Reference: ").Append(report.Reference ?? "none").Append("\n\n");
        var table = new TextTable("Model", "Framework", "Provider", "Prec", "Status", ">Max abs", ">Max rel", ">Cosine", ">PSNR dB", ">Top-1");
        foreach (ParityCase row in report.Cases)
        {
            table.Add(
                row.Model,
                row.DisplayName ?? (row.Variant == "default" ? row.Framework : $"{row.Framework} {row.Variant}"),
                row.Provider,
                row.Precision ?? NotAvailable,
                row.Status,
                Format(row.MaxAbs, "0.0E+0"),
                Format(row.MaxRel, "0.0E+0"),
                Format(row.Cosine, "0.000000"),
                Format(row.PsnrDb, "0.0"),
                Format(row.Top1 * 100, "0.#' %'"));
        }

        text.Append(table).Append('\n');
        foreach (IGrouping<(string, string, string?), ParityCase> rows in report.Cases
            .Where(static row => row.Reason is not null)
            .GroupBy(static row => (row.Status, row.Framework, row.Reason)))
        {
            (string status, string framework, string? reason) = rows.Key;
            text.Append(CultureInfo.InvariantCulture, $"{status}: {Named([.. rows.Select(static row => row.Model).Distinct()])} on {framework}: {reason}\n");
        }

        int passed = Count(report, ParityCase.PassedStatus);
        int failed = Count(report, ParityCase.FailedStatus);
        int skipped = Count(report, ParityCase.SkippedStatus);
        return text.Append(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed, {skipped} skipped\n").ToString();
    }

    // A framework that is not here has the same reason for every model.
    private static string Named(string[] models)
    {
        string named = string.Join(", ", models.Take(MostModels));
        return models.Length <= MostModels ? named : string.Create(CultureInfo.InvariantCulture, $"{named} and {models.Length - MostModels} more");
    }

    private static int Count(ParityReport report, string status)
    {
        return report.Cases.Count(row => row.Status == status);
    }

    private static string Format(double? value, string format)
    {
        return value?.ToString(format, CultureInfo.InvariantCulture) ?? NotAvailable;
    }
}
