using System.Net;
using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Publishing;

/// <summary>What the pages of a checkout say of its published runs: the index in <c>results/README.md</c>, the README's table and chart.</summary>
public static class Publication
{
    /// <summary>The chart's file, relative to <c>results/</c>.</summary>
    public const string ChartFile = "overview.svg";

    private const string Readme = "README.md";
    private const string ResultsFolder = "results";
    private const string IndexPage = $"{ResultsFolder}/{Readme}";
    private static readonly MarkedRegion s_index = new("index");
    private static readonly MarkedRegion s_table = new("table");
    private static readonly MarkedRegion s_chart = new("chart");

    /// <summary>The folders of the runs that the index lists, relative to <c>results/</c>.</summary>
    /// <param name="root">Root of the checkout.</param>
    /// <exception cref="PublishException">A marker is missing.</exception>
    /// <exception cref="IOException">The page cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read the page.</exception>
    public static IReadOnlyList<string> ListedFolders(string root)
    {
        return RunIndex.FoldersIn(s_index.Read(ReadPage(root, IndexPage), IndexPage));
    }

    /// <summary>The files as they should be, those that are right already included. Without a run to show, the README stays as it is.</summary>
    /// <param name="root">Root of the checkout.</param>
    /// <param name="runs">The published runs.</param>
    /// <exception cref="PublishException">A marker is missing, there twice or in the wrong order.</exception>
    /// <exception cref="IOException">A page cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read a page.</exception>
    public static IReadOnlyList<PublishedFile> Of(string root, IReadOnlyList<PublishedRun> runs)
    {
        IReadOnlyList<PublishedRun> shown = ShownRuns.Of(runs);
        string readme = ReadPage(root, Readme);
        string index = ReadPage(root, IndexPage);
        string oldTable = s_table.Read(readme, Readme);
        string oldChart = s_chart.Read(readme, Readme);
        ResultComparison? comparison = shown.Count > 0 ? Compare(root, shown) : null;
        ChartImage? chart = comparison is null ? null : ComparisonCharts.LatencyOverview(comparison);
        string table = comparison is null ? oldTable : ReadmeTable.Render(comparison, shown);
        string picture = comparison is null ? oldChart : chart is null ? "" : PictureOf(chart);
        readme = s_chart.Replace(s_table.Replace(readme, Readme, table), Readme, picture);
        index = s_index.Replace(index, IndexPage, RunIndex.Render(runs, chart is not null));
        PublishedFile[] pages = [new(IndexPage, index), new(Readme, readme)];
        return chart is null ? pages : [new PublishedFile($"{ResultsFolder}/{ChartFile}", chart.ToStandaloneSvg()), .. pages];
    }

    /// <summary>Writes the files that differ, each atomically; what they link to comes before them.</summary>
    /// <param name="root">Root of the checkout.</param>
    /// <param name="files">The files.</param>
    /// <returns>Those that were written.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write in the folder.</exception>
    public static IReadOnlyList<PublishedFile> Write(string root, IReadOnlyList<PublishedFile> files)
    {
        PublishedFile[] changed = [.. files.Where(file => !IsAsItShould(root, file))];
        foreach (PublishedFile file in changed)
        {
            AtomicFile.WriteText(Path.Combine(root, file.Path), file.Text);
        }

        return changed;
    }

    /// <summary>Whether a file is as it should be, byte for byte.</summary>
    /// <param name="root">Root of the checkout.</param>
    /// <param name="file">The file.</param>
    public static bool IsAsItShould(string root, PublishedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        string path = Path.Combine(root, file.Path);
        return File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(file.Text));
    }

    private static ResultComparison Compare(string root, IReadOnlyList<PublishedRun> shown)
    {
        string[] reports = [.. shown.Select(run => Path.Combine(root, ResultsFolder, run.Machine, run.Name, RunReport.FileName))];
        return ResultComparison.Of(ResultSet.Read(reports));
    }

    private static string PictureOf(ChartImage chart)
    {
        return $"<img src=\"{ResultsFolder}/{ChartFile}\" alt=\"{WebUtility.HtmlEncode(OneLine.Of($"{chart.Title}. {chart.Description}"))}\">\n";
    }

    private static string ReadPage(string root, string page)
    {
        string path = Path.Combine(root, page);
        return File.Exists(path) ? File.ReadAllText(path) : throw new PublishException($"{path} is missing; publish works in a checkout of the suite");
    }
}
