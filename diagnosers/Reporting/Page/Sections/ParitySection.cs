using System.Globalization;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>Whether frameworks computed the same as the reference: the worst of the batches of each framework, device, model and precision, failures first.</summary>
internal static class ParitySection
{
    /// <summary>Lines at most.</summary>
    public const int MostLines = 300;

    private static readonly string[] s_headers = ["Parity", "Framework", "Device", "Model", "Precision", "Batches", "Max abs", "Max rel", "Cosine", "PSNR [dB]", "Top-1", "Reference or reason"];

    /// <summary>Writes it.</summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="comparison">What is compared.</param>
    public static void Write(HtmlWriter html, ResultComparison comparison)
    {
        ComparedCase[][] groups =
        [
            .. comparison.Cases.Where(static c => c.Newest.Parity is not null)
                .GroupBy(static c => (c.FrameworkLabel, c.DeviceLabel, c.Key.Model, c.Key.Precision, c.Newest.Parity!.Status))
                .OrderBy(static group => group.Key.Status switch { "failed" => 0, "passed" => 1, _ => 2 })
                .Select(static group => group.ToArray()),
        ];
        html.Open("section", ("id", "parity"), ("aria-labelledby", "parity-title")).Element("h2", "Parity", ("id", "parity-title"));
        if (groups.Length == 0)
        {
            html.Element("p", "No file says whether outputs were compared with a reference.").Close("section");
            return;
        }

        html.Element("p", "Outputs compared with the reference before anything was timed; the worst over the batches named.", ("class", "hint"));
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Parity results")).Open("table", ("class", "list")).Open("thead").Open("tr");
        foreach (string header in s_headers)
        {
            html.Element("th", header, ("scope", "col"), ("class", IsNumeric(header) ? "number" : null));
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (ComparedCase[] group in groups.Take(MostLines))
        {
            WriteLine(html, group);
        }

        html.Close("tbody").Close("table").Close("div");
        if (groups.Length > MostLines)
        {
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{groups.Length - MostLines:N0} more are in the table of results."));
        }

        html.Close("section");
    }

    private static void WriteLine(HtmlWriter html, ComparedCase[] group)
    {
        ParityResult[] results = [.. group.Select(static c => c.Newest.Parity!)];
        CaseKey key = group[0].Key;
        string status = results[0].Status;
        html.Open("tr").Open("td").Element("span", HtmlWriter.Clipped(status), ("class", "badge " + status switch { "passed" => "good", "failed" => "bad", _ => "quiet" })).Close("td");
        html.Element("td", HtmlWriter.Clipped(group[0].FrameworkLabel)).Element("td", HtmlWriter.Clipped(group[0].DeviceLabel)).Element("td", HtmlWriter.Clipped(key.Model));
        html.Element("td", HtmlWriter.Clipped(key.Precision)).Element("td", string.Join(", ", group.Select(static c => c.Key.Batch).Distinct().Order()));
        Number(html, results.Max(static result => result.MaxAbs));
        Number(html, results.Max(static result => result.MaxRel));
        Number(html, results.Min(static result => result.Cosine));
        Number(html, results.Min(static result => result.PsnrDb));
        Number(html, results.Min(static result => result.Top1));
        string? reason = results.Select(static result => result.Reason).FirstOrDefault(static text => text is not null);
        html.Element("td", HtmlWriter.Clipped(reason ?? results[0].Reference), ("class", "reason")).Close("tr");
    }

    private static void Number(HtmlWriter html, double? value)
    {
        html.Element("td", value is { } number ? Readable(number) : "n/a", ("class", value is null ? "number missing" : "number"), ("title", value?.ToString("R", CultureInfo.InvariantCulture)));
    }

    // Differences are often far under what four significant digits without exponent show; a cosine is 1 but for its last digits.
    private static string Readable(double number)
    {
        return Math.Abs(number) is > 0 and < 0.001 ? number.ToString("0.###e-0", CultureInfo.InvariantCulture)
            : number is > 0.999 and < 1 ? number.ToString("0.########", CultureInfo.InvariantCulture)
            : NumberText.Of(number) ?? "n/a";
    }

    private static bool IsNumeric(string header)
    {
        return header is "Max abs" or "Max rel" or "Cosine" or "PSNR [dB]" or "Top-1";
    }
}
