using System.Globalization;
using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Page.Data;

/// <summary>The rows that the page embeds: those of all runs as long as they are few, else one for each case of a machine, at most <see cref="MostCases"/>.</summary>
/// <param name="Rows">The rows in the order of the comparison.</param>
/// <param name="Notice">What was left out, and where it is; null when nothing was.</param>
internal sealed record PageRows(IReadOnlyList<PageRow> Rows, string? Notice)
{
    /// <summary>Cases that a page holds at most: about 10 MB, which a browser still opens and sorts without a noticeable pause.</summary>
    public const int MostCases = 10_000;

    /// <summary>Chooses the rows.</summary>
    /// <param name="comparison">What is compared.</param>
    public static PageRows Of(ResultComparison comparison)
    {
        int runRows = comparison.Source.Rows.Count;
        if (runRows <= ReportPage.MostRunRows)
        {
            IEnumerable<PageRow> ofRuns = comparison.Cases.SelectMany(static owner => owner.Rows.Select(row => PageRow.OfRun(owner, row)));
            return new PageRows(ComparableSets.Assign(ofRuns), null);
        }

        IReadOnlyList<ComparedCase> cases = Newest(comparison.Cases);
        string merged = string.Create(
            CultureInfo.InvariantCulture,
            $"{runRows:N0} rows were read, more than the {ReportPage.MostRunRows:N0} that this page shows singly: each row below is one case of one machine, its figures the medians over its runs.");
        string left = cases.Count == comparison.Cases.Count
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" Of {comparison.Cases.Count:N0} cases the page holds the {cases.Count:N0} that were measured last.");
        return new PageRows(ComparableSets.Assign(cases.Select(PageRow.OfCase)), $"{merged}{left} Every row is in compare.csv.");
    }

    // Whoever compares so much keeps a history: what is old is left out first. The order stays.
    private static IReadOnlyList<ComparedCase> Newest(IReadOnlyList<ComparedCase> cases)
    {
        if (cases.Count <= MostCases)
        {
            return cases;
        }

        HashSet<int> kept =
        [
            .. Enumerable.Range(0, cases.Count)
                .OrderByDescending(i => cases[i].Newest.Origin.StartedUtc ?? DateTimeOffset.MinValue)
                .ThenBy(static i => i)
                .Take(MostCases),
        ];
        return [.. cases.Where((_, i) => kept.Contains(i))];
    }
}
