using System.Text;
using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Page;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>
/// Writes a comparison into a folder: <c>compare.md</c>, <c>compare.csv</c>, <c>compare.json</c>, <c>report.html</c> and <c>charts/*.svg</c>. Each file is whole or the
/// one that was there before. Charts of an earlier comparison that are no longer made are removed; other files stay.
/// </summary>
public static class ComparisonFolder
{
    /// <summary>Folder of the charts.</summary>
    public const string ChartFolder = "charts";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes all files.</summary>
    /// <param name="folder">The folder; made when it is missing.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="draw">Draws its charts; the JSON is written meanwhile.</param>
    /// <exception cref="IOException">The disk is full, a file is in the way.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write there.</exception>
    public static void Write(string folder, ResultComparison comparison, Func<IReadOnlyList<ChartImage>> draw)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(draw);
        Directory.CreateDirectory(folder);
        string json = Path.Combine(folder, ComparisonJson.FileName);
        IReadOnlyList<string> before = WrittenFiles.Of(json);
        var charts = new Lazy<IReadOnlyList<ChartImage>>(draw);
        WriteAll(
            () => AtomicFile.Write(json, stream => ComparisonJson.Write(comparison, () => FilesOf(charts.Value), stream)),
            () =>
            {
                WriteCharts(folder, charts.Value);
                WriteText(Path.Combine(folder, ComparisonMarkdown.FileName), output => ComparisonMarkdown.Write(comparison, charts.Value, output));
                WriteText(Path.Combine(folder, ReportPage.FileName), output => ReportPage.Write(comparison, charts.Value, output));
                AtomicFile.Write(Path.Combine(folder, ComparisonCsv.FileName), stream => ComparisonCsv.Write(comparison, stream));
            });
        foreach (string stale in before.Except(FilesOf(charts.Value)))
        {
            File.Delete(Path.Combine(folder, stale));
        }
    }

    private static string[] FilesOf(IReadOnlyList<ChartImage> charts)
    {
        return [ComparisonMarkdown.FileName, ComparisonCsv.FileName, ReportPage.FileName, .. charts.Select(static chart => $"{ChartFolder}/{chart.Id}.svg")];
    }

    // At once: the JSON of a large comparison takes about as long as all the rest. The first refusal of the file system is told as it is.
    private static void WriteAll(params Action[] writers)
    {
        try
        {
            Parallel.Invoke(writers);
        }
        catch (AggregateException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions[0]);
        }
    }

    private static void WriteCharts(string folder, IReadOnlyList<ChartImage> charts)
    {
        if (charts.Count == 0)
        {
            return;
        }

        string chartFolder = Path.Combine(folder, ChartFolder);
        Directory.CreateDirectory(chartFolder);
        foreach (ChartImage chart in charts)
        {
            AtomicFile.WriteText(Path.Combine(chartFolder, $"{chart.Id}.svg"), chart.ToStandaloneSvg());
        }
    }

    private static void WriteText(string path, Action<TextWriter> write)
    {
        AtomicFile.Write(path, stream =>
        {
            using var output = new StreamWriter(stream, s_utf8, 1 << 16, leaveOpen: true);
            write(output);
        });
    }
}
