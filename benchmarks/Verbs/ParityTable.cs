using System.Globalization;
using System.Text;
using InferenceBench.Parity;

namespace InferenceBench.Verbs;

/// <summary>What <c>parity</c> prints for people.</summary>
internal static class ParityTable
{
    private const string NotAvailable = "n/a";

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
                row.Variant == "default" ? row.Framework : $"{row.Framework} {row.Variant}",
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
        foreach (ParityCase row in report.Cases.Where(static row => row.Reason is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Status}: {row.Model} on {row.Framework}: {row.Reason}\n");
        }

        int passed = Count(report, ParityCase.PassedStatus);
        int failed = Count(report, ParityCase.FailedStatus);
        int skipped = Count(report, ParityCase.SkippedStatus);
        return text.Append(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed, {skipped} skipped\n").ToString();
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
