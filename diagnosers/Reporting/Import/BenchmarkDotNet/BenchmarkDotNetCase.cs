using System.Globalization;
using System.Text.Json;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Statistics;

namespace InferenceBench.Reporting.Import.BenchmarkDotNet;

/// <summary>One element of <c>Benchmarks</c>. Its times are of iterations: means over the operations of each, so that single slow inferences do not show.</summary>
internal sealed class BenchmarkDotNetCase
{
    private const double NsPerMs = 1e6;

    private readonly JsonElement _benchmark;
    private readonly BenchmarkParameters _parameters;
    private readonly FigureSet.Builder _figures = new();
    private readonly List<string> _impossible = [];

    /// <summary>Takes an element.</summary>
    /// <param name="benchmark">An object.</param>
    public BenchmarkDotNetCase(JsonElement benchmark)
    {
        _benchmark = benchmark;
        _parameters = BenchmarkParameters.Parse(JsonText.Of(benchmark, "Parameters"));
        Job = JobOf(JsonText.Of(benchmark, "DisplayInfo"));
    }

    /// <summary>The job's name; "" when the file does not say.</summary>
    public string Job { get; }

    /// <summary>The row.</summary>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="hasSeveralJobs">Whether jobs tell the file's benchmarks apart.</param>
    public ResultRow ToRow(RowOrigin origin, bool hasSeveralJobs)
    {
        JsonElement statistics = _benchmark.TryGetProperty("Statistics", out JsonElement found) && found.ValueKind == JsonValueKind.Object ? found : default;
        double[] iterations = IterationsOf(statistics);
        ReadFigures(statistics);
        bool isMeasured = _figures.Get(Figure.MeanMs) is not null;
        return new ResultRow
        {
            Origin = origin,
            Key = KeyOf(hasSeveralJobs),
            Status = isMeasured ? CaseStatus.Ok : CaseStatus.Failed,
            Reason = isMeasured ? null : "BenchmarkDotNet has no statistics of it",
            Figures = _figures.ToSet(),
            Flags = [.. Flags(iterations, isMeasured)],
            Settings = SettingsOf(statistics),
        };
    }

    // "Type.Method: Job-ABCDEF(Runtime=.NET 8.0, …) [Batch=8]"; the values in the parentheses may hold anything.
    private static string JobOf(string? display)
    {
        int start = display?.IndexOf(": ", StringComparison.Ordinal) ?? -1;
        if (display is null || start < 0)
        {
            return "";
        }

        string job = display[(start + 2)..];
        int end = job.IndexOfAny(['(', '[']);
        return (end < 0 ? job : job[..end]).Trim();
    }

    private static double[] IterationsOf(JsonElement statistics)
    {
        return statistics.ValueKind == JsonValueKind.Object && statistics.TryGetProperty("OriginalValues", out JsonElement values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(static value => value.ValueKind == JsonValueKind.Number).Select(static value => value.TryGetDouble(out double number) ? number : double.NaN).Where(double.IsFinite).Order()]
            : [];
    }

    private CaseKey KeyOf(bool hasSeveralJobs)
    {
        string? type = JsonText.Of(_benchmark, "Type");
        string? method = JsonText.Of(_benchmark, "Method");
        string name = string.Join('.', new[] { type, method }.Where(static part => part is not null));
        string[] variants = [.. new[] { hasSeveralJobs ? Job : "", _parameters.Variant, _parameters.Others }.Where(static part => part.Length > 0)];
        return new CaseKey(
            name.Length > 0 ? name : JsonText.Of(_benchmark, "FullName") ?? "",
            variants.Length == 0 ? "default" : string.Join("; ", variants),
            _parameters.Provider,
            _parameters.Device,
            _parameters.Model,
            _parameters.Batch,
            _parameters.Precision);
    }

    private void ReadFigures(JsonElement statistics)
    {
        JsonElement percentiles = statistics.ValueKind == JsonValueKind.Object && statistics.TryGetProperty("Percentiles", out JsonElement found) ? found : default;
        Set(Figure.MeanMs, JsonText.NumberOf(statistics, "Mean") / NsPerMs);
        Set(Figure.P50Ms, (JsonText.NumberOf(percentiles, "P50") ?? JsonText.NumberOf(statistics, "Median")) / NsPerMs);
        Set(Figure.P90Ms, JsonText.NumberOf(percentiles, "P90") / NsPerMs);
        Set(Figure.P95Ms, JsonText.NumberOf(percentiles, "P95") / NsPerMs);
        Set(Figure.P99Ms, JsonText.NumberOf(percentiles, "P99") / NsPerMs);
        Set(Figure.MinMs, JsonText.NumberOf(statistics, "Min") / NsPerMs);
        Set(Figure.MaxMs, JsonText.NumberOf(statistics, "Max") / NsPerMs);
        Set(Figure.StdDevMs, JsonText.NumberOf(statistics, "StandardDeviation") / NsPerMs);
        double? mean = _figures.Get(Figure.MeanMs) is > 0 and double positive ? positive : null;
        Set(Figure.CovPercent, 100 * _figures.Get(Figure.StdDevMs) / mean);
        Set(Figure.InferencesPerSecond, 1000 / mean);
        Set(Figure.ImagesPerSecond, _parameters.Batch > 0 ? _parameters.Batch * 1000 / mean : null);
    }

    // One iteration has no deviation: BenchmarkDotNet writes NaN, which is no defect.
    private void Set(Figure figure, double? value)
    {
        if (value is double number && !double.IsNaN(number) && !FigureLimits.Allow(figure, number))
        {
            _impossible.Add(string.Create(CultureInfo.InvariantCulture, $"{FigureInfo.Of(figure).Id} {number}"));
            value = null;
        }

        _figures.Set(figure, value);
    }

    private IEnumerable<RowFlag> Flags(double[] iterations, bool isMeasured)
    {
        if (isMeasured)
        {
            yield return new RowFlag(RowFlags.IterationMeans, "BenchmarkDotNet's statistics are over iterations, each the mean of its operations");
        }

        if (_parameters.Batch == 0)
        {
            yield return new RowFlag(RowFlags.BatchUnknown);
        }

        if (_figures.Get(Figure.CovPercent) > 100 * CaseReportExtensions.NotedVariation)
        {
            yield return new RowFlag(RowFlags.HighVariation);
        }

        if (Multimodality.IsMultimodal(iterations))
        {
            yield return new RowFlag(RowFlags.Multimodal);
        }

        if (_impossible.Count > 0)
        {
            yield return new RowFlag(RowFlags.ImpossibleFigure, $"left out: {string.Join(", ", _impossible)}");
        }
    }

    private Dictionary<string, string> SettingsOf(JsonElement statistics)
    {
        var settings = new Dictionary<string, string>();
        foreach ((string name, string? value) in new[]
        {
            ("job", Job.Length == 0 ? null : Job),
            ("parameters", JsonText.Of(_benchmark, "Parameters")),
            ("iterations", JsonText.NumberOf(statistics, "N")?.ToString(CultureInfo.InvariantCulture)),
        })
        {
            if (value is not null)
            {
                settings[name] = value;
            }
        }

        return settings;
    }
}
