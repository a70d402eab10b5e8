using System.Globalization;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.LoadGen;

/// <summary>Makes the row of a summary. An inference is a query: LoadGen's latencies are of queries.</summary>
/// <param name="origin">The file.</param>
/// <param name="folder">Its folders.</param>
/// <param name="summary">The summary.</param>
/// <param name="version">LoadGen's version; null when unknown.</param>
internal sealed class LoadGenRow(RowOrigin origin, LoadGenFolder folder, LoadGenSummary summary, string? version)
{
    /// <summary>Latencies by the keys of a part.</summary>
    public static IReadOnlyList<(Figure Figure, string Key)> Latencies { get; } =
    [
        (Figure.MinMs, "Min latency (ns)"), (Figure.MaxMs, "Max latency (ns)"), (Figure.MeanMs, "Mean latency (ns)"),
        (Figure.P50Ms, "50.00 percentile latency (ns)"), (Figure.P90Ms, "90.00 percentile latency (ns)"),
        (Figure.P95Ms, "95.00 percentile latency (ns)"), (Figure.P99Ms, "99.00 percentile latency (ns)"),
    ];

    private readonly PossibleFigures _figures = new();
    private readonly LoadGenNumbers _numbers = new();
    private readonly List<RowFlag> _flags = [];
    private readonly List<string> _notes = ["LoadGen measures no energy"];

    private string Scenario => (summary.Head.GetValueOrDefault("Scenario") ?? folder.Scenario ?? "").Replace(" ", "", StringComparison.Ordinal);

    private string Mode => (summary.Head.GetValueOrDefault("Mode") ?? "").Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The row.</summary>
    public ResultRow Build()
    {
        bool isAccuracy = Mode.StartsWith("Accuracy", StringComparison.Ordinal);
        int batch = BatchOf();
        LoadGenProperties properties = new(summary, _numbers);
        properties.TakeAll(Mode, version);
        if (!isAccuracy)
        {
            TakeFigures(batch, properties);
            TakeValidity();
        }

        string sut = summary.Head.GetValueOrDefault("SUT name") ?? "";
        return new ResultRow
        {
            Origin = origin,
            Key = new CaseKey(sut, VariantOf(), "", "", folder.Model, batch, ""),
            Status = isAccuracy ? CaseStatus.Skipped : CaseStatus.Ok,
            Reason = isAccuracy ? "an accuracy run of LoadGen measures no performance" : null,
            Scenario = Scenario.Length == 0 ? null : Scenario,
            Figures = _figures.ToSet(),
            Flags = [.. _flags, .. ((RowFlag?[])[_numbers.Flag, _figures.Flag]).OfType<RowFlag>()],
            Notes = _notes,
            Settings = properties.Settings,
        };
    }

    // A name in front of the file's tells tests of one folder apart, which must not be merged; that of the scenario says nothing new.
    private string VariantOf()
    {
        string name = Path.GetFileName(origin.FullPath);
        string front = name[..^LoadGenFormat.FileName.Length].TrimEnd('.');
        return front.Length == 0 || front.Replace(" ", "", StringComparison.Ordinal).Equals(Scenario, StringComparison.OrdinalIgnoreCase) ? "default" : front;
    }

    // All samples of an Offline test are one query; how many the system under test computes at a time, LoadGen does not know.
    private int BatchOf()
    {
        double? samples = LoadGenSummary.Number(summary.Parameters, "samples_per_query") ?? LoadGenSummary.Number(summary.Head, "Samples per query");
        bool isSingle = Scenario is "SingleStream" or "Server";
        return Scenario == "Offline" ? 0 : samples is >= 1 and <= int.MaxValue ? (int)samples.Value : isSingle ? 1 : 0;
    }

    private void TakeFigures(int batch, LoadGenProperties properties)
    {
        if (batch == 0)
        {
            _flags.Add(new RowFlag(RowFlags.BatchUnknown, "LoadGen does not say how many samples are computed at a time"));
        }

        if (Scenario == "Offline")
        {
            _figures.Set(Figure.ImagesPerSecond, _numbers.Rate(summary.Head, "Samples per second"));
            properties.KeepLatencies(summary.Stats, "sinceStart");
            _notes.Add("Latencies of an Offline test count from its start: they are kept among the settings and are no latencies of an inference");
            return;
        }

        TakeLatencies(properties);
        properties.KeepLatencies(summary.SampleStats, "sample");
        TakeRates(batch);
    }

    private void TakeLatencies(LoadGenProperties properties)
    {
        foreach ((Figure figure, string key) in Latencies)
        {
            _figures.Set(figure, _numbers.Milliseconds(summary.Stats, key));
        }

        _figures.Set(Figure.Inferences, summary.Queries);
        properties.Keep("p97Ms", _numbers.Milliseconds(summary.Stats, "97.00 percentile latency (ns)"));
        properties.Keep("p99.9Ms", _numbers.Milliseconds(summary.Stats, "99.90 percentile latency (ns)"));
        if (summary.Queries is < 662 and long queries)
        {
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{queries} queries are fewer than the 662 that support a p99; it is LoadGen's own figure"));
        }
    }

    private void TakeRates(int batch)
    {
        double? perSecond = Scenario switch
        {
            "SingleStream" => _numbers.Rate(summary.Stats, "QPS w/ loadgen overhead") ?? _numbers.Rate(summary.Stats, "QPS w/o loadgen overhead"),
            "Server" => ServerRate(),
            "MultiStreamFree" => _numbers.Rate(summary.Head, "Samples per second") / (batch == 0 ? null : batch),
            _ => BackToBackRate(),
        };
        _figures.Set(Figure.InferencesPerSecond, perSecond);
        _figures.Set(Figure.ImagesPerSecond, Scenario == "MultiStreamFree" ? _numbers.Rate(summary.Head, "Samples per second") : batch == 0 ? null : batch * perSecond);
    }

    private double? ServerRate()
    {
        double? completed = _numbers.Rate(summary.Head, "Completed samples per second") ?? _numbers.Rate(summary.Stats, "Completed samples per second");
        double? scheduled = _numbers.Rate(summary.Head, "Scheduled samples per second") ?? _numbers.Rate(summary.Stats, "Scheduled samples per second");
        if (completed is null && scheduled is not null)
        {
            _notes.Add("Throughput is what was scheduled: the summary does not say what was completed");
        }

        return completed ?? scheduled;
    }

    // Since 1.1 a MultiStream query follows the one before at once, so that its rate is one over the mean latency; before, queries came at fixed intervals.
    private double? BackToBackRate()
    {
        bool isBackToBack = Scenario == "MultiStream" && summary.SampleStats.Count == 0 && !summary.Head.ContainsKey("Samples per query");
        if (isBackToBack && _numbers.Milliseconds(summary.Stats, "Mean latency (ns)") is double mean)
        {
            _notes.Add("Throughput is one over the mean latency of a query: queries follow one another at once, and the summary holds no rate");
            return 1e3 / mean;
        }

        _notes.Add("The summary holds no throughput");
        return null;
    }

    private void TakeValidity()
    {
        string validity = summary.Head.GetValueOrDefault("Result is") ?? "";
        if (validity != "VALID")
        {
            IEnumerable<string> unmet = summary.Head.Where(static pair => pair.Key.EndsWith(" satisfied", StringComparison.Ordinal) && pair.Value.Equals("NO", StringComparison.OrdinalIgnoreCase)).Select(static pair => $"{pair.Key}: NO");
            IEnumerable<string> stopping = summary.EarlyStopping.Where(static line => !line.StartsWith("Run successful", StringComparison.Ordinal));
            _flags.Add(new RowFlag(RowFlags.Invalid, OneLine.Of(string.Join("; ", unmet.Concat(summary.Recommendations).Concat(stopping)))));
        }
    }
}
