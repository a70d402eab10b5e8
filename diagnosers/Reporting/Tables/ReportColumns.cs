using System.Globalization;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Tables;

/// <summary>The columns of all tables, in order.</summary>
public static class ReportColumns
{
    private const ColumnTarget People = ColumnTarget.Console | ColumnTarget.Markdown;
    private const ColumnTarget Key = People | ColumnTarget.ConsolePower | ColumnTarget.MarkdownPower;
    private const ColumnTarget Everywhere = People | ColumnTarget.Csv | ColumnTarget.Summary;
    private const ColumnTarget Files = ColumnTarget.Markdown | ColumnTarget.Csv | ColumnTarget.Summary;
    private const double BytesPerMebibyte = 1024 * 1024;

    /// <summary>All columns. <c>results/README.md</c> explains them; a test compares the two.</summary>
    public static IReadOnlyList<ReportColumn> All { get; } =
    [
        Text("Framework", Key | ColumnTarget.Summary, "Framework and variant, by their short name where they have one, and the engine's version", FrameworkText),
        Text("Framework", ColumnTarget.Csv, "Framework id", static c => c.Framework),
        Text("Variant", ColumnTarget.Csv, "Variant id", static c => c.Variant),
        Text("Version", ColumnTarget.Csv, "The engine's version", static c => c.FrameworkVersion),
        Text("Provider", ColumnTarget.Csv, "Provider id", static c => c.Provider),
        Text("Device", ColumnTarget.Csv, "Device", static c => c.Device),
        Text("Device", Key, "Device, and the provider where it is not the device's own", DeviceText),
        Text("Provider", ColumnTarget.Summary, "Provider id", static c => c.Provider),
        Text("Model", Key | ColumnTarget.Csv, "Model", static c => c.Model),
        new("Batch", null, Key | ColumnTarget.Csv, "Samples in one inference", static c => c.Batch),
        Text("Precision", Key | ColumnTarget.Csv, "Number format", static c => c.Precision),
        Text("Status", Files, "ok, failed or skipped", static c => c.Status),
        new("Mean", "ms", Everywhere, "Mean latency of one inference", static c => c.LatencyMs?.Mean) { Missing = MeanMissing },
        new("p50", "ms", Everywhere, "Median latency", static c => c.LatencyMs?.P50),
        Percentile("p90", static latency => latency.P90),
        Bound("p90 bound", static latency => latency.P90Bound),
        Percentile("p95", static latency => latency.P95),
        Bound("p95 bound", static latency => latency.P95Bound),
        Percentile("p99", static latency => latency.P99),
        Bound("p99 bound", static latency => latency.P99Bound),
        new("Min", "ms", Files, "Shortest latency", static c => c.LatencyMs?.Min),
        new("Max", "ms", Files, "Longest latency", static c => c.LatencyMs?.Max),
        new("StdDev", "ms", ColumnTarget.Csv, "Sample standard deviation of the latency", static c => c.LatencyMs?.Stddev),
        new("n", null, ColumnTarget.Markdown | ColumnTarget.Csv, "Inferences that the latencies are over", static c => c.LatencyMs?.N),
        new("CoV", "%", Everywhere, "Standard deviation over mean", static c => 100 * c.Cov),
        new("Inferences", "1/s", Everywhere, "Inferences per second of busy time", static c => c.InferencesPerSecond),
        new("Images", "1/s", Everywhere, "Batch × inferences per second", static c => c.ImagesPerSecond),
        new("Load", "ms", Everywhere, "Cold start: open the model, engine load included", static c => c.ColdStartMs?.Load),
        new("First", "ms", Files, "Cold start: the first inference", static c => c.ColdStartMs?.FirstInference),
        Device("Enqueue", "Time of the host until all work of an inference was handed to the device, median over runs after the actual stage", static times => times.Enqueue),
        Device("H2D", "Copying inputs to the device, by its own clock, median", static times => times.H2d),
        Device("Compute", "Computing on the device, by its own clock, median", static times => times.Compute),
        Device("D2H", "Copying outputs back, by the device's clock, median", static times => times.D2h),
        new("Managed", "B/inference", Files, "Managed bytes allocated per inference", static c => c.ManagedBytesPerInference),
        new("Peak RSS", "MiB", ColumnTarget.Markdown | ColumnTarget.Summary, "Greatest resident set of the child", static c => c.PeakResidentBytes / BytesPerMebibyte),
        new("Peak RSS", "B", ColumnTarget.Csv, "Greatest resident set of the child", static c => c.PeakResidentBytes),
        new("MACs", null, ColumnTarget.Csv, "Multiply–accumulates of one sample", static c => c.Macs),
        .. EnergyColumns.All,
        Text("Parity", Files, "Outputs compared with the reference before timing", static c => c.Parity?.Status),
        new("Max abs", null, ColumnTarget.Csv, "Greatest absolute difference from the reference", static c => c.Parity?.MaxAbs),
        new("Cosine", null, ColumnTarget.Csv, "Lowest cosine similarity with the reference", static c => c.Parity?.Cosine),
        Text("Reason", ColumnTarget.Csv, "Why it failed or was skipped", static c => c.Reason),
        Text("Notes", ColumnTarget.Csv, "What to know of the figures", static c => Joined(c.Notes)),
        Text("Settings", ColumnTarget.Csv, "Effective settings", static c => Joined(c.Settings.Select(static pair => $"{pair.Key}={pair.Value}"))),
        Text("Samples", ColumnTarget.Csv, "Trace file in the run's folder", static c => c.SamplesFile),
    ];

    /// <summary>The columns of one table.</summary>
    /// <param name="target">The table.</param>
    public static IReadOnlyList<ReportColumn> For(ColumnTarget target)
    {
        return [.. All.Where(column => (column.Targets & target) != 0)];
    }

    /// <summary>The columns of one table of these cases.</summary>
    /// <param name="target">The table.</param>
    /// <param name="cases">The cases.</param>
    public static IReadOnlyList<ReportColumn> For(ColumnTarget target, IReadOnlyList<CaseReport> cases)
    {
        return [.. For(target).Where(column => column.IsShownFor(cases))];
    }

    private static ReportColumn Text(string name, ColumnTarget targets, string legend, Func<CaseReport, string?> value)
    {
        return new ReportColumn(name, null, targets, legend, value) { IsNumeric = false };
    }

    private static ReportColumn Percentile(string name, Func<LatencySummary, double?> value)
    {
        return new ReportColumn(name, "ms", Everywhere, "Percentile of single inferences, where the sample is big enough", c => ValueOf(c, value))
        {
            Missing = SampleSize,
        };
    }

    private static ReportColumn Bound(string name, Func<LatencySummary, double?> value)
    {
        return new ReportColumn(
            name, "ms", ColumnTarget.Markdown | ColumnTarget.Csv, "LoadGen's early-stopping bound: with 99 % confidence the true percentile is no higher", c => ValueOf(c, value));
    }

    private static ReportColumn Device(string name, string legend, Func<DeviceLatency, double?> value)
    {
        return new ReportColumn(name, "ms", Files, legend, c => c.DeviceMs is null ? null : value(c.DeviceMs)) { IsOptional = true };
    }

    private static double? ValueOf(CaseReport report, Func<LatencySummary, double?> value)
    {
        return report.LatencyMs is null ? null : value(report.LatencyMs);
    }

    private static string SampleSize(CaseReport report)
    {
        return report.LatencyMs is { N: > 0 } latency ? string.Create(CultureInfo.InvariantCulture, $"n/a (n={latency.N})") : "n/a";
    }

    private static string MeanMissing(CaseReport report)
    {
        return report.Status == CaseStatus.Ok ? "n/a" : report.Status;
    }

    private static string FrameworkText(CaseReport report)
    {
        string variant = report.Variant == "default" ? "" : $" {report.Variant}";
        string version = report.FrameworkVersion is null ? "" : $" {report.FrameworkVersion}";
        return (report.DisplayName ?? $"{report.Framework}{variant}") + version;
    }

    private static string? DeviceText(CaseReport report)
    {
        bool own = report.Provider is null || report.Device?.Split(':')[0] == report.Provider;
        return own ? report.Device : $"{report.Device} ({report.Provider})";
    }

    private static string? Joined(IEnumerable<string> parts)
    {
        return OneLine.Of(string.Join("; ", parts));
    }
}
