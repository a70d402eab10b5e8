using System.Text;
using System.Text.Json;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.Trtexec;

/// <summary>JSON of trtexec's <c>--exportTimes</c>: an array with the times of every query. Machine is the folder's name.</summary>
internal sealed class TrtexecFormat : IResultFormat
{
    /// <inheritdoc/>
    public string Name => ResultFormats.Trtexec;

    /// <inheritdoc/>
    public bool Claims(string fileName, ReadOnlySpan<byte> head)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        ReadOnlySpan<byte> text = (head.StartsWith(mark) ? head[mark.Length..] : head).TrimStart(" \t\r\n"u8);
        return fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            && text.StartsWith("["u8)
            && (text.IndexOf("\"latencyMs\""u8) >= 0 || text.IndexOf("\"startComputeMs\""u8) >= 0 || text.IndexOf("\"startEnqMs\""u8) >= 0);
    }

    /// <inheritdoc/>
    public void Read(IReadOnlyList<ResultFile> files, ResultSink sink)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(sink);
        foreach (ResultFile file in files)
        {
            sink.Add(file, ReadOne(file, sink));
        }
    }

    private static ResultRow[] ReadOne(ResultFile file, ResultSink sink)
    {
        try
        {
            TrtexecTimes times = TrtexecReader.Read(file.FullPath);
            string? left = times.LeftOut.Describe(times.Entries);
            if (times.LatencyMs.Count == 0)
            {
                sink.Report(file, ProblemKind.Unreadable, left is null ? "it holds no queries" : $"no query can be used: {left}");
                return [];
            }

            if (left is not null)
            {
                sink.Report(file, ProblemKind.Partial, left);
            }

            return [TrtexecRow.Of(OriginOf(file), times)];
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            string reason = failure is JsonException ? $"it is no valid JSON: {JsonProblem.Of(failure)}" : OneLine.Of(FileProblem.Of(failure)) ?? failure.GetType().Name;
            sink.Report(file, ProblemKind.Unreadable, reason);
            return [];
        }
    }

    private static RowOrigin OriginOf(ResultFile file)
    {
        string folder = Path.GetFileName(Path.GetDirectoryName(file.FullPath) ?? "");
        return new RowOrigin
        {
            File = file.DisplayPath,
            FullPath = file.FullPath,
            Format = ResultFormats.Trtexec,
            Machine = folder.Length == 0 ? "unknown" : folder,
        };
    }
}
