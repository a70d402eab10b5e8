using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import;

/// <summary>Finds run folders: those that hold a <c>report.json</c>.</summary>
public static class ResultFolders
{
    /// <summary>Absolute paths of the reports in and below folders, in ordinal order for each path; a file is taken as it is. None is opened.</summary>
    /// <param name="paths">Folders, searched recursively, and files.</param>
    /// <exception cref="DirectoryNotFoundException">A path does not exist; the message names it.</exception>
    public static IReadOnlyList<string> FindReports(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        FolderScan scan = FolderScan.Of(paths);
        return [.. scan.Files.Where(static file => file.IsAskedFor || Path.GetFileName(file.FullPath) == RunReport.FileName).Select(static file => file.FullPath)];
    }
}
