using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Import;

/// <summary>Everything that was read from some folders.</summary>
/// <param name="Rows">All rows in the order of their files.</param>
/// <param name="Problems">Files that were left out, wholly or in part.</param>
/// <param name="FileCount">Result files that were found, those left out included.</param>
public sealed record ResultSet(IReadOnlyList<ResultRow> Rows, IReadOnlyList<ReadProblem> Problems, int FileCount)
{
    /// <summary>
    /// Reads folders, searched recursively, and files. Files are in the order of the paths and below each in ordinal order, each once; a folder with
    /// <c>report.json</c> is a run, and nothing else in or below it is read. What no format claims is ignored, unless it was named itself or is no valid JSON
    /// in spite of its name.
    /// </summary>
    /// <param name="paths">Folders and files.</param>
    /// <exception cref="DirectoryNotFoundException">A path does not exist; the message names it.</exception>
    public static ResultSet Read(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        FolderScan scan = FolderScan.Of(paths);
        var sink = new ResultSink();
        using var sorter = new FormatSorter(ResultFormatList.All, sink);
        foreach (FoundFile file in scan.Files)
        {
            sorter.Add(file);
        }

        foreach ((IResultFormat format, IReadOnlyList<ResultFile> files) in sorter.Sorted)
        {
            format.Read(files, sink);
        }

        return new ResultSet(sink.Rows, [.. scan.Problems, .. sink.Problems], sorter.FileCount);
    }
}
