using System.Text;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.LoadGen;

/// <summary>MLPerf LoadGen's <c>mlperf_log_summary.txt</c>, also with a name in front: <c>Offline.mlperf_log_summary.txt</c>.</summary>
internal sealed class LoadGenFormat : IResultFormat
{
    /// <summary>Name of the file, or its end.</summary>
    public const string FileName = "mlperf_log_summary.txt";

    // A summary has some two thousand bytes; a search for the peak writes some dozen of them.
    private const int MostBytes = 4 << 20;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public string Name => ResultFormats.LoadGen;

    /// <inheritdoc/>
    public bool Claims(string fileName, ReadOnlySpan<byte> head)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return fileName.Equals(FileName, StringComparison.OrdinalIgnoreCase) || fileName.EndsWith("." + FileName, StringComparison.OrdinalIgnoreCase);
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
            return Rows(file, ReadText(file.FullPath), sink);
        }
        catch (Exception failure) when (failure is InvalidDataException or DecoderFallbackException or IOException or UnauthorizedAccessException)
        {
            string reason = failure is DecoderFallbackException ? "it is no UTF-8 text" : OneLine.Of(FileProblem.Of(failure)) ?? failure.GetType().Name;
            sink.Report(file, ProblemKind.Unreadable, reason);
            return [];
        }
    }

    private static string ReadText(string path)
    {
        using FileStream stream = File.OpenRead(path);
        if (stream.Length > MostBytes)
        {
            throw new InvalidDataException(FormattableString.Invariant($"it has {stream.Length} bytes, more than a summary can have"));
        }

        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return s_strict.GetString(bytes);
    }

    private static ResultRow[] Rows(ResultFile file, string text, ResultSink sink)
    {
        LoadGenFolder folder = LoadGenFolder.Of(file.FullPath);
        LoadGenDetail detail = LoadGenDetail.Beside(file.FullPath);
        RowOrigin origin = new()
        {
            File = file.DisplayPath,
            FullPath = file.FullPath,
            Format = ResultFormats.LoadGen,
            Machine = folder.Machine,
            StartedUtc = detail.StartedUtc,
        };
        if (LoadGenSummary.Parse(text, out int count) is not { } summary)
        {
            return WithoutSummary(origin, folder, text);
        }

        bool isAccuracy = summary.Head.GetValueOrDefault("Mode")?.StartsWith("Accuracy", StringComparison.Ordinal) == true;
        if (!summary.Head.ContainsKey("Scenario") || !(isAccuracy || summary.Head.ContainsKey("Result is")))
        {
            throw new InvalidDataException("its summary ends before the result");
        }

        if (!summary.IsWhole)
        {
            sink.Report(file, ProblemKind.Partial, "its summary ends before the test's parameters: figures after that point are missing");
        }

        ResultRow row = new LoadGenRow(origin, folder, summary, detail.Version).Build();
        return [count == 1 ? row : row with { Notes = [.. row.Notes, FormattableString.Invariant($"The file holds {count} summaries: the last one is shown")] }];
    }

    // An accuracy run leaves nothing but the number of warnings and errors.
    private static ResultRow[] WithoutSummary(RowOrigin origin, LoadGenFolder folder, string text)
    {
        if (!text.Contains("encountered during test", StringComparison.Ordinal) && !text.Contains("encountered. See detailed log", StringComparison.Ordinal))
        {
            throw new InvalidDataException("it holds no summary of LoadGen");
        }

        ResultRow row = new()
        {
            Origin = origin,
            Key = new CaseKey("", "default", "", "", folder.Model, 0, ""),
            DisplayName = "LoadGen",
            Status = CaseStatus.Skipped,
            Reason = "an accuracy run of LoadGen measures no performance",
            Scenario = folder.Scenario,
        };
        return [row];
    }
}
