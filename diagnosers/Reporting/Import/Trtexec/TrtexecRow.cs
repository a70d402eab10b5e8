using System.Globalization;
using System.Runtime.InteropServices;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Statistics;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Import.Trtexec;

/// <summary>Makes the row of a file.</summary>
internal static class TrtexecRow
{
    private const double MostCov = 0.025;
    private const double EnqueueBound = 0.8;
    private const double LeastOverlap = 0.01;
    private const int MostQuantiles = 400;

    /// <summary>The row.</summary>
    /// <param name="origin">The file.</param>
    /// <param name="times">Its queries; at least one. They are in another order afterwards.</param>
    public static ResultRow Of(RowOrigin origin, TrtexecTimes times)
    {
        TrtexecFileName name = TrtexecFileName.Parse(Path.GetFileName(origin.FullPath));
        times.LatencyMs.Sort();
        LatencyDistribution latencies = LatencyDistribution.Of(times.LatencyMs)!;
        PossibleFigures figures = FiguresOf(times, latencies, name.Batch);
        int overlapping = times.CountOverlapping();
        bool overlaps = overlapping > LeastOverlap * times.LatencyMs.Count;
        return new ResultRow
        {
            Origin = origin,

            // A variant of its own: trtexec's latency is the device's, not that of a caller, so that it must not be merged with this suite's.
            Key = new CaseKey("tensorrt", "trtexec", "cuda", "cuda", name.Model, name.Batch, name.Precision),
            DisplayName = "trtexec",
            Figures = figures.ToSet(),
            Transfers = TransfersOf(times),
            Flags = [.. FlagsOf(times, latencies, name, overlaps ? overlapping : 0), .. figures.Flag is { } impossible ? [impossible] : Array.Empty<RowFlag>()],
            Notes = NotesOf(times),
            Settings = name.Dataset is null ? [] : new Dictionary<string, string> { ["dataset"] = name.Dataset },
            LatencyQuantilesMs = Thin(times.LatencyMs),
        };
    }

    private static PossibleFigures FiguresOf(TrtexecTimes times, LatencyDistribution latencies, int batch)
    {
        LatencySummary summary = latencies.Summarize();
        double? perSecond = 1e3 * times.LatencyMs.Count / times.SpanMs;
        return new PossibleFigures()
            .Set(Figure.MeanMs, summary.Mean)
            .Set(Figure.P50Ms, summary.P50)
            .Set(Figure.P90Ms, summary.P90)
            .Set(Figure.P95Ms, summary.P95)
            .Set(Figure.P99Ms, summary.P99)
            .Set(Figure.MinMs, summary.Min)
            .Set(Figure.MaxMs, summary.Max)
            .Set(Figure.StdDevMs, summary.Stddev)
            .Set(Figure.Inferences, summary.N)
            .Set(Figure.CovPercent, 100 * latencies.CoefficientOfVariation)
            .Set(Figure.InferencesPerSecond, perSecond)
            .Set(Figure.ImagesPerSecond, batch == 0 ? null : batch * perSecond)
            .Set(Figure.EnqueueMs, Median(times.EnqueueMs))
            .Set(Figure.H2dMs, Median(times.H2dMs))
            .Set(Figure.ComputeMs, Median(times.ComputeMs))
            .Set(Figure.D2hMs, Median(times.D2hMs));
    }

    // Without data transfers trtexec writes lengths of 0.
    private static string? TransfersOf(TrtexecTimes times)
    {
        bool isKnown = times.H2dMs.Count > 0 || times.D2hMs.Count > 0;
        return !isKnown ? null : times.H2dMs.Exists(static ms => ms > 0) || times.D2hMs.Exists(static ms => ms > 0) ? "inside" : "outside";
    }

    private static List<RowFlag> FlagsOf(TrtexecTimes times, LatencyDistribution latencies, TrtexecFileName name, int overlapping)
    {
        List<RowFlag> flags = [];
        if (name.Batch == 0)
        {
            flags.Add(new RowFlag(RowFlags.BatchUnknown, "a part like b8 in the file's name says the batch"));
        }

        if (latencies.IsMultimodal)
        {
            flags.Add(new RowFlag(RowFlags.Multimodal, string.Create(CultureInfo.InvariantCulture, $"{times.LatencyMs.Count} latencies from {NumberText.Of(times.LatencyMs[0])} to {NumberText.Of(times.LatencyMs[^1])} ms")));
        }

        if (latencies.CoefficientOfVariation is double cov and > MostCov)
        {
            flags.Add(new RowFlag(RowFlags.HighVariation, $"CoV {NumberText.Of(100 * cov)} %"));
        }

        if (overlapping > 0)
        {
            string text = $"{overlapping} of {times.LatencyMs.Count} queries began to compute before another had ended: several streams (--infStreams)";
            flags.Add(new RowFlag(RowFlags.OverlappingQueries, text));
        }

        return flags;
    }

    private static List<string> NotesOf(TrtexecTimes times)
    {
        List<string> notes = ["trtexec's latency is copying in, computing and copying out by the device's clock; the host's part is not in it"];
        if (times.SpanMs is null)
        {
            notes.Add("The file holds no moments: throughput is not available");
        }

        if (Median(times.EnqueueMs) is double enqueue && Median(times.ComputeMs) is double compute && enqueue > EnqueueBound * compute)
        {
            notes.Add($"Enqueueing takes {NumberText.Of(enqueue)} ms at computing {NumberText.Of(compute)} ms: throughput may be bound by the host");
        }

        return notes;
    }

    private static double? Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? null : Percentiles.NearestRank(CollectionsMarshal.AsSpan(values), 50);
    }

    // Equally spaced ranks, the last one the greatest latency.
    private static double[] Thin(List<double> sorted)
    {
        int count = Math.Min(MostQuantiles, sorted.Count);
        return [.. Enumerable.Range(1, count).Select(i => sorted[(int)((((long)i * sorted.Count) + count - 1) / count) - 1])];
    }
}
