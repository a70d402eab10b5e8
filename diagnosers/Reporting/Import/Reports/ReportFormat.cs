using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.Reports;

/// <summary>This suite's <c>report.json</c>.</summary>
internal sealed class ReportFormat : IResultFormat
{
    // A worker has a few MiB of its own, and more of them wait for memory and disk rather than work.
    private const int MostWorkers = 8;

    /// <inheritdoc/>
    public string Name => ResultFormats.Report;

    /// <inheritdoc/>
    public bool Claims(string fileName, ReadOnlySpan<byte> head)
    {
        return fileName == RunReport.FileName || (fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && ReportHead.IsReport(head));
    }

    /// <inheritdoc/>
    public void Read(IReadOnlyList<ResultFile> files, ResultSink sink)
    {
        var contents = new ReportContent[files.Count];
        var pool = new ReportPool();
        Parallel.For(
            0,
            files.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, MostWorkers) },
            () => new ReportReader(pool),
            (i, _, reader) =>
            {
                contents[i] = reader.Read(files[i]);
                return reader;
            },
            static reader => reader.Dispose());

        // In order and by one thread: of a run that occurs twice, the first file counts.
        var firstFiles = new Dictionary<string, ResultFile>(StringComparer.Ordinal);
        foreach (ReportContent content in contents)
        {
            HandOver(content, firstFiles, sink);
        }
    }

    private static void HandOver(ReportContent content, Dictionary<string, ResultFile> firstFiles, ResultSink sink)
    {
        if (content.Rows is null)
        {
            sink.Report(content.File, ProblemKind.Unreadable, content.Problem ?? "it cannot be read");
            return;
        }

        if (content.RunId is string id && !firstFiles.TryAdd(id, content.File))
        {
            sink.Report(content.File, ProblemKind.Repeated, $"run {OneLine.Of(id)} was read from {firstFiles[id].DisplayPath}");
            return;
        }

        sink.Add(content.File, content.Rows);
        if (content.Problem is not null)
        {
            sink.Report(content.File, ProblemKind.Partial, content.Problem);
        }
    }
}
