using System.Text.Json;
using System.Text.Unicode;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.BenchmarkDotNet;

/// <summary>BenchmarkDotNet's JSON, full or brief, of any project. That of this suite's own runs lies beside their <c>report.json</c> and is not read.</summary>
internal sealed class BenchmarkDotNetFormat : IResultFormat
{
    // Read at once: a hundred benchmarks of a thousand iterations are 15 MB.
    private const int LongestFile = 1 << 26;

    /// <inheritdoc/>
    public string Name => ResultFormats.BenchmarkDotNet;

    /// <inheritdoc/>
    public bool Claims(string fileName, ReadOnlySpan<byte> head)
    {
        return fileName.EndsWith("-report-full.json", StringComparison.OrdinalIgnoreCase)
            || fileName.EndsWith("-report-full-compressed.json", StringComparison.OrdinalIgnoreCase)
            || (fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && head.IndexOf("\"BenchmarkDotNetVersion\""u8) >= 0);
    }

    /// <inheritdoc/>
    public void Read(IReadOnlyList<ResultFile> files, ResultSink sink)
    {
        var firstFiles = new Dictionary<string, ResultFile>(StringComparer.Ordinal);
        foreach (ResultFile file in files)
        {
            try
            {
                ReadFile(file, firstFiles, sink);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                sink.Report(file, ProblemKind.Unreadable, FileProblem.Of(exception));
            }
            catch (Exception exception) when (exception is JsonException or InvalidDataException)
            {
                sink.Report(file, ProblemKind.Unreadable, $"it is no whole JSON of BenchmarkDotNet: {JsonProblem.Of(exception)}");
            }
            catch (InvalidOperationException)
            {
                sink.Report(file, ProblemKind.Unreadable, "a text in it is no Unicode");
            }
        }
    }

    private static void ReadFile(ResultFile file, Dictionary<string, ResultFile> firstFiles, ResultSink sink)
    {
        using JsonDocument document = Parse(file.FullPath);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("Benchmarks", out JsonElement benchmarks) || benchmarks.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidDataException("it has no list of benchmarks");
        }

        RowOrigin origin = BenchmarkDotNetOrigin.Of(file, root);

        // The full file and its compressed or brief sibling tell of one run.
        if (origin.RunId is string id && !firstFiles.TryAdd(id, file))
        {
            sink.Report(file, ProblemKind.Repeated, $"run {OneLine.Of(id)} was read from {firstFiles[id].DisplayPath}");
            return;
        }

        BenchmarkDotNetCase[] cases = [.. benchmarks.EnumerateArray().Where(static one => one.ValueKind == JsonValueKind.Object).Select(static one => new BenchmarkDotNetCase(one))];
        bool hasSeveralJobs = cases.Select(static one => one.Job).Distinct(StringComparer.Ordinal).Skip(1).Any();
        sink.Add(file, [.. cases.Select(one => one.ToRow(origin, hasSeveralJobs))]);
        if (cases.Length < benchmarks.GetArrayLength())
        {
            sink.Report(file, ProblemKind.Partial, "left out: elements of Benchmarks that are no objects");
        }
    }

    private static JsonDocument Parse(string path)
    {
        long length = new FileInfo(path).Length;
        if (length > LongestFile)
        {
            throw new InvalidDataException(FormattableString.Invariant($"it is longer than {LongestFile >> 20} MiB; BenchmarkDotNet's compressed or brief JSON is shorter"));
        }

        ReadOnlyMemory<byte> bytes = File.ReadAllBytes(path);
        if (!Utf8.IsValid(bytes.Span))
        {
            throw new InvalidDataException("it is no UTF-8");
        }

        return JsonDocument.Parse(bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
    }
}
