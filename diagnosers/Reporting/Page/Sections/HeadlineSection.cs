using System.Globalization;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Page.Data;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>
/// The answer in short: for each model, device and batch the framework that is fastest and the one that is most efficient, among rows that may be compared. Few batches
/// fit side by side in one table of all models; with more, each model has a table of its own.
/// </summary>
internal static class HeadlineSection
{
    /// <summary>Models (with scenario) that are answered at most; the table of results has the others.</summary>
    public const int MostModels = 40;

    /// <summary>Devices that one model is answered for at most.</summary>
    public const int MostDevices = 40;

    private const int MostColumns = 6;
    private const int MostOpen = 8;

    private static readonly HeadlineQuestion[] s_questions =
    [
        new("Lowest median latency", "ms", Figure.P50Ms),
        new("Highest throughput", "images/s", Figure.ImagesPerSecond),
        new("Most efficient", "images/J", Figure.ImagesPerJoule),
    ];

    /// <summary>Writes it.</summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="comparison">What is compared.</param>
    public static void Write(HtmlWriter html, ResultComparison comparison)
    {
        PageRow[] rows = [.. ComparableSets.Assign(comparison.Cases.Select(PageRow.OfCase)).Where(static row => row.TimeSet >= 0)];
        HeadlineModel[] models =
        [
            .. rows.GroupBy(static row => (row.Row.Key.Model, row.Row.Scenario))
                .Select(static group => new HeadlineModel(Title(group.Key.Model, PrecisionsOf(group), group.Key.Scenario), [.. group])),
        ];
        html.Open("section", ("id", "summary"), ("aria-labelledby", "summary-title"));
        html.Element("h2", "Fastest and most efficient", ("id", "summary-title"));
        html.Element("p", "Best framework on each device at each batch, and how far it is ahead of the next one. Ranked only: same model, batch, scenario and power mode, copies alike inside or outside the latency, energies of one scope.", ("class", "hint"));
        WriteTables(html, [.. models.Take(MostModels)]);
        if (models.Length == 0)
        {
            html.Element("p", "No case ran: there is nothing to rank.");
        }
        else if (models.Length > MostModels)
        {
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{models.Length - MostModels} more models are in the table of results."), ("class", "hint"));
        }

        html.Close("section");
    }

    private static void WriteTables(HtmlWriter html, HeadlineModel[] models)
    {
        HeadlineQuestion[] questions = [.. s_questions.Where(question => models.Any(model => model.Answers(question.Figure)))];
        int[] batches = [.. models.SelectMany(static model => model.Batches).Distinct().Order()];
        if (models.Length > 1 && batches.Length * questions.Length <= MostColumns)
        {
            HeadlineTable.WriteAll(html, models, questions, batches);
            return;
        }

        for (int i = 0; i < models.Length; i++)
        {
            if (i == MostOpen)
            {
                html.Open("details").Element("summary", string.Create(CultureInfo.InvariantCulture, $"{models.Length - MostOpen} more models"));
            }

            HeadlineTable.WriteOne(html, models[i], [.. questions.Where(question => models[i].Answers(question.Figure))]);
        }

        if (models.Length > MostOpen)
        {
            html.Close("details");
        }
    }

    private static string PrecisionsOf(IEnumerable<PageRow> rows)
    {
        return string.Join(" + ", rows.Select(static row => row.Row.Key.Precision).Where(static precision => precision.Length > 0).Distinct().Order(StringComparer.Ordinal));
    }

    private static string Title(params ReadOnlySpan<string?> parts)
    {
        List<string> known = [];
        foreach (string? part in parts)
        {
            if (part is { Length: > 0 })
            {
                known.Add(HtmlWriter.Clipped(part));
            }
        }

        return string.Join(", ", known);
    }
}
