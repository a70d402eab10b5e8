using System.Globalization;
using InferenceBench.Reporting.Statistics;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Reporting.Schema;

/// <summary>Fills a case's report from what its child left: the trace gives the figures, the facts the rest.</summary>
public static class CaseReportExtensions
{
    /// <summary>Latencies that vary more than this (2.5 %) are noted, as trtexec does.</summary>
    public const double NotedVariation = 0.025;

    /// <summary>Adds latency, throughput and windows, and notes what a reader should know of them.</summary>
    /// <param name="report">The case.</param>
    /// <param name="trace">Its trace.</param>
    public static CaseReport WithTrace(this CaseReport report, InferenceTrace trace)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(trace);
        LatencyDistribution? latencies = LatencyDistribution.Of(trace);
        double busySeconds = trace.BusyNs / 1e9;
        double? rate = busySeconds > 0 ? (trace.StartNs.Count + trace.Dropped) / busySeconds : null;
        return report with
        {
            LatencyMs = latencies?.Summarize(),
            Cov = latencies?.CoefficientOfVariation,
            InferencesPerSecond = rate,
            ImagesPerSecond = report.Batch * rate,
            Windows = [.. trace.Windows.Select(static window => new WindowReport(window.StartNs, window.EndNs))],
            Notes = [.. report.Notes, .. NotesOn(trace, latencies)],
        };
    }

    /// <summary>Adds what the child said of the case, and its verdict: skipped, failed, or failed because parity failed.</summary>
    /// <param name="report">The case.</param>
    /// <param name="facts">What the child said.</param>
    public static CaseReport WithFacts(this CaseReport report, CaseFacts facts)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(facts);
        string? failure = facts.FailedReason ?? (facts.Parity is { Status: "failed" } parity ? $"parity: {parity.Reason}" : null);
        return report with
        {
            FrameworkVersion = facts.FrameworkVersion,
            Status = facts.SkippedReason is not null ? CaseStatus.Skipped : failure is not null ? CaseStatus.Failed : report.Status,
            Reason = OneLine.Of(facts.SkippedReason ?? failure) ?? report.Reason,
            ColdStartMs = new ColdStart(facts.LoadMs, facts.FirstInferenceMs),
            WarmUp = new WarmUp(facts.WarmUpMs, facts.WarmUpInferences),
            DeviceMs = facts.DeviceMs,
            ManagedBytesPerInference = facts.ManagedBytesPerInference,
            PeakResidentBytes = facts.PeakResidentBytes,
            Macs = facts.Macs,
            Parity = facts.Parity,
            Settings = facts.Settings,
        };
    }

    private static IEnumerable<string> NotesOn(InferenceTrace trace, LatencyDistribution? latencies)
    {
        if (latencies is null)
        {
            yield return "the trace holds no inference";
        }

        if (latencies?.CoefficientOfVariation is > NotedVariation and double variation)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"CoV {100 * variation:F1} % > 2.5 %");
        }

        if (latencies is { IsMultimodal: true })
        {
            yield return "multimodal: latencies gather around more than one value";
        }

        if (trace.Dropped > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{trace.Dropped} inferences found no room in the trace: they count in the throughput, not in the latencies");
        }
    }
}
