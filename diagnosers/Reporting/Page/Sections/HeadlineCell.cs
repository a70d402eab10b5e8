using System.Globalization;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Page.Data;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>Who is best by one figure on one device at one batch.</summary>
internal static class HeadlineCell
{
    // Less is no lead with two decimals.
    private const double LeastLead = 1.005;

    // What concerns rows that are not ranked against this one, or all rows alike; the table shows it.
    private static readonly string[] s_ofOthers = [RowFlags.NoParity, RowFlags.SeveralCommits, RowFlags.Transfers, RowFlags.EnergyScope, RowFlags.PowerMode];

    /// <summary>Writes a line for each set of rows that may be ranked against each other.</summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="rows">Rows of the device and batch.</param>
    public static void Write(HtmlWriter html, Figure figure, IEnumerable<PageRow> rows)
    {
        bool isEnergy = figure == Figure.ImagesPerJoule;
        IGrouping<int, PageRow>[] sets = [.. rows.Where(row => row.Figures[figure] is not null).Where(row => SetOf(row) >= 0).GroupBy(SetOf).OrderByDescending(static set => set.Count())];
        int SetOf(PageRow row)
        {
            return isEnergy ? row.EnergySet : row.TimeSet;
        }

        foreach (IGrouping<int, PageRow> set in sets)
        {
            string? apart = sets.Length == 1 ? null : Apart(set.First().Row, isEnergy);
            WriteBest(html, figure, [.. set], apart);
        }

        if (sets.Length == 0)
        {
            html.Element("span", "n/a", ("class", "missing"));
        }
    }

    private static void WriteBest(HtmlWriter html, Figure figure, PageRow[] set, string? apart)
    {
        bool isHigher = FigureInfo.Of(figure).Direction == FigureDirection.HigherIsBetter;
        PageRow[] ranked = [.. set.OrderBy(row => isHigher ? -row.Figures[figure]!.Value : row.Figures[figure]!.Value)];
        PageRow? next = ranked.FirstOrDefault(row => row.Case.FrameworkLabel != ranked[0].Case.FrameworkLabel);
        double best = ranked[0].Figures[figure]!.Value;
        html.Open("div", ("class", "winner"))
            .Element(next is not null ? "b" : "span", HtmlWriter.Clipped(ranked[0].Case.FrameworkLabel))
            .Text(" ").Element("span", NumberText.Of(best * FigureInfo.Of(figure).Scale), ("class", "number"))
            .Close("div");
        html.Element("div", HtmlWriter.Clipped(string.Join(", ", new[] { Lead(ranked[0], next, figure, isHigher), apart, Flags(ranked[0]) }.Where(static part => part is not null))), ("class", "lead"));
    }

    private static string Lead(PageRow best, PageRow? next, Figure figure, bool isHigher)
    {
        if (next is null)
        {
            return "no other to rank";
        }

        double ratio = best.Figures[figure]!.Value / next.Figures[figure]!.Value;
        ratio = isHigher ? ratio : 1 / ratio;
        if (ratio < LeastLead)
        {
            return $"level with {next.Case.FrameworkLabel}";
        }

        return double.IsFinite(ratio) ? string.Create(CultureInfo.InvariantCulture, $"{ratio:F2}× {next.Case.FrameworkLabel}") : $"before {next.Case.FrameworkLabel}";
    }

    private static string Apart(ResultRow row, bool isEnergy)
    {
        string what = isEnergy ? $"energy of {row.EnergyScope ?? "an unknown scope"}" : $"copies {row.Transfers ?? "inside, or none"}";
        return row.Origin.IsDirty == true ? what + ", dirty tree" : what;
    }

    private static string? Flags(PageRow row)
    {
        string[] codes = [.. row.Flags.Select(static flag => flag.Code).Distinct().Except(s_ofOthers)];
        return codes.Length == 0 ? null : string.Join(", ", codes).Replace('_', ' ');
    }
}
