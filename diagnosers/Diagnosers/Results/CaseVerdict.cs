using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.Results;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Diagnosers.Results;

/// <summary>Decides how a case ended. What failed keeps its reason and loses its figures: nobody should compare them.</summary>
internal static class CaseVerdict
{
    private const string ErrorPrefix = "// ERROR:";

    /// <summary>The final report of a case.</summary>
    /// <param name="slot">What its child left.</param>
    /// <param name="report">How BenchmarkDotNet saw it.</param>
    public static CaseReport Of(CaseSlot slot, BenchmarkReport report)
    {
        foreach (string note in report.ExecuteResults.SelectMany(static result => result.PrefixedLines).Select(CaseNote.Of).OfType<string>())
        {
            slot.Note(note);
        }

        CaseReport known = slot.Report;
        if (known.Status == CaseStatus.Skipped)
        {
            return known;
        }

        if (known.Status == CaseStatus.Failed || !report.Success)
        {
            return known with { Status = CaseStatus.Failed, Reason = known.Reason ?? FailureOf(report, slot.LaunchCount) };
        }

        CaseReport measured = slot.Measured ?? WithoutTrace(known, report);
        IEnumerable<string> ends = report.ExecuteResults
            .Select((result, index) => result.ExitCode is int code and not 0 ? LaunchFacts.Tell(index, slot.LaunchCount, $"its process ended with exit code {code} after measuring") : null)
            .OfType<string>();
        return measured with { Notes = [.. measured.Notes, .. ends] };
    }

    private static string FailureOf(BenchmarkReport report, int launches)
    {
        string[] errors =
        [
            .. report.ExecuteResults.SelectMany((result, index) => ErrorsOf(result).Select(error => LaunchFacts.Tell(index, launches, error))).Distinct(),
        ];
        if (errors.Length > 0)
        {
            return string.Join("; ", errors);
        }

        string? preparation = report.GenerateResult?.GenerateException?.Message ?? report.BuildResult?.ErrorMessage;
        string end = report.ExecuteResults is [.., { ExitCode: int code and not 0 }]
            ? $"its process ended with exit code {code} and no word"
            : "its process ended without a result";
        return OneLine.Of(preparation) ?? LaunchFacts.Tell(report.ExecuteResults.Count - 1, launches, end);
    }

    private static IEnumerable<string> ErrorsOf(ExecuteResult result)
    {
        return result.PrefixedLines
            .Where(static line => line.StartsWith(ErrorPrefix, StringComparison.Ordinal))
            .Select(static line => OneLine.Of(line[ErrorPrefix.Length..]))
            .OfType<string>();
    }

    // A mean over inferences is one over iterations too; percentiles are not, so they stay unknown.
    private static CaseReport WithoutTrace(CaseReport known, BenchmarkReport report)
    {
        Measurement[] actual =
        [
            .. report.AllMeasurements.Where(static m => m.IterationMode == IterationMode.Workload && m.IterationStage == IterationStage.Actual),
        ];
        double nanoseconds = actual.Sum(static m => m.Nanoseconds);
        long inferences = actual.Sum(static m => m.Operations);
        if (nanoseconds <= 0 || inferences <= 0)
        {
            return known with { Notes = [.. known.Notes, "no latencies: its process left no trace"] };
        }

        double rate = inferences / (nanoseconds / 1e9);
        return known with
        {
            LatencyMs = new LatencySummary { Mean = nanoseconds / 1e6 / inferences },
            InferencesPerSecond = rate,
            ImagesPerSecond = known.Batch * rate,
            Notes = [.. known.Notes, $"no latencies of single inferences: its process left no trace; the mean is over {actual.Length} iterations"],
        };
    }
}
