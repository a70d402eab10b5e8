using System.Globalization;

namespace InferenceBench.Reporting.Comparison.Rules;

/// <summary>
/// Flags rows whose measured regions hold another number of images than those of most frameworks on the same machine with the same model: energy and time of a
/// region then stand side by side for different amounts of work. Figures of one inference are right all the same.
/// </summary>
/// <remarks>The usual number is that of most ways to run (framework, variant, precision); where two numbers are equally common, no one can say which is meant, and all are flagged.</remarks>
internal sealed class ImagesPerRegionRule : IComparisonRule
{
    /// <summary>Setting that holds the number of images of one region.</summary>
    public const string Setting = "imagesPerRegion";

    /// <inheritdoc/>
    public IReadOnlyList<ResultRow> Apply(IReadOnlyList<ResultRow> rows)
    {
        Dictionary<int, RowFlag> flags = [];
        IEnumerable<int> candidates = Enumerable.Range(0, rows.Count).Where(i => rows[i].Origin.Format == ResultFormats.IterationCsv);
        foreach (IGrouping<(string, string), int> beside in candidates.GroupBy(i => (rows[i].Origin.Machine, rows[i].Key.Model)))
        {
            AddFlags(rows, [.. beside.Where(i => ImagesOf(rows[i]) is not null)], flags);
        }

        return flags.Count == 0 ? rows : [.. rows.Select((row, i) => flags.TryGetValue(i, out RowFlag? flag) ? row with { Flags = [.. row.Flags, flag] } : row)];
    }

    private static void AddFlags(IReadOnlyList<ResultRow> rows, int[] beside, Dictionary<int, RowFlag> flags)
    {
        (long Images, int Ways)[] numbers =
        [
            .. beside.GroupBy(i => ImagesOf(rows[i])!.Value)
                .Select(group => (group.Key, group.Select(i => WayOf(rows[i])).Distinct().Count()))
                .OrderByDescending(static number => number.Item2)
                .ThenBy(static number => number.Key),
        ];
        if (numbers.Length < 2)
        {
            return;
        }

        bool isTie = numbers[0].Ways == numbers[1].Ways;
        foreach (int i in beside.Where(i => !rows[i].Flags.Any(static flag => flag.Code == RowFlags.ImagesPerRegion)))
        {
            long images = ImagesOf(rows[i])!.Value;
            if (isTie || images != numbers[0].Images)
            {
                flags[i] = new RowFlag(RowFlags.ImagesPerRegion, Describe(images, numbers));
            }
        }
    }

    private static string Describe(long images, (long Images, int Ways)[] numbers)
    {
        (long usual, int ways) = numbers.First(number => number.Images != images);
        string beside = string.Create(CultureInfo.InvariantCulture, $"{usual} in {ways} other way{(ways == 1 ? "" : "s")} of running beside it");
        return string.Create(CultureInfo.InvariantCulture, $"{images} images per region, {beside}: energy and time of regions are not comparable, those of one inference are");
    }

    private static (string Framework, string Variant, string Precision) WayOf(ResultRow row)
    {
        return (row.Key.Framework, row.Key.Variant, row.Key.Precision);
    }

    private static long? ImagesOf(ResultRow row)
    {
        return row.Settings.TryGetValue(Setting, out string? text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long images) ? images : null;
    }
}
