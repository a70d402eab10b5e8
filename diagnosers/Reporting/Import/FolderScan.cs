using System.IO.Enumeration;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import;

/// <summary>Finds the files that may hold results. In a run folder of this suite that is <c>report.json</c> alone: the rest in and below it belongs to the run.</summary>
internal sealed class FolderScan
{
    private static readonly EnumerationOptions s_everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false };

    private readonly List<FoundFile> _files = [];
    private readonly List<ReadProblem> _problems = [];

    // Links may lead in circles, and paths that were asked for may overlap: each real folder and file counts once.
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private FolderScan()
    {
    }

    /// <summary>The files, in the order of the paths and below each in ordinal order.</summary>
    public IReadOnlyList<FoundFile> Files => _files;

    /// <summary>Folders that cannot be searched.</summary>
    public IReadOnlyList<ReadProblem> Problems => _problems;

    /// <summary>Searches.</summary>
    /// <param name="paths">Folders and files.</param>
    /// <exception cref="DirectoryNotFoundException">A path does not exist; the message names it.</exception>
    public static FolderScan Of(IReadOnlyList<string> paths)
    {
        string? missing = paths.FirstOrDefault(static path => string.IsNullOrWhiteSpace(path) || !Path.Exists(path));
        if (missing is not null)
        {
            throw new DirectoryNotFoundException($"there is no folder or file '{missing}': give folders that hold results, or result files");
        }

        var scan = new FolderScan();
        foreach (string path in paths)
        {
            string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            string name = Path.GetFileName(full) is { Length: > 0 } own ? own : full;
            if (Directory.Exists(full))
            {
                scan.Search(full, RealPath.Of(full), name);
            }
            else
            {
                scan.AddFile(full, RealPath.Of(full), name, isAskedFor: true);
            }
        }

        return scan;
    }

    // A stack of its own: a tree may be deeper than the thread's.
    private void Search(string root, string realRoot, string display)
    {
        var left = new Stack<(string Path, string Real, string Display)>();
        left.Push((root, realRoot, display));
        while (left.TryPop(out (string Path, string Real, string Display) folder))
        {
            if (!_seen.Add(folder.Real))
            {
                continue;
            }

            List<FolderEntry> entries = Entries(folder.Path, folder.Display);
            int report = entries.FindIndex(static entry => entry.Name == RunReport.FileName && !entry.IsFolder);
            if (report >= 0)
            {
                AddEntry(folder, entries[report]);
                continue;
            }

            // Files of a folder come before its folders; the stack turns the folders round.
            foreach (FolderEntry entry in entries.Where(static entry => !entry.IsFolder))
            {
                AddEntry(folder, entry);
            }

            for (int i = entries.Count - 1; i >= 0; i--)
            {
                if (entries[i].IsFolder)
                {
                    string real = Path.Combine(folder.Real, entries[i].Name);
                    left.Push((Path.Combine(folder.Path, entries[i].Name), entries[i].IsLink ? RealPath.Of(real) : real, $"{folder.Display}/{entries[i].Name}"));
                }
            }
        }
    }

    private List<FolderEntry> Entries(string path, string display)
    {
        try
        {
            var entries = new FileSystemEnumerable<FolderEntry>(
                path,
                static (ref FileSystemEntry entry) => new FolderEntry(
                    entry.FileName.ToString(),
                    entry.IsDirectory,
                    (entry.Attributes & FileAttributes.ReparsePoint) != 0),
                s_everything);
            List<FolderEntry> sorted = [.. entries];
            sorted.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return sorted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problems.Add(new ReadProblem(display, ProblemKind.Unreadable, $"the folder cannot be read: {FileProblem.Of(exception)}"));
            return [];
        }
    }

    private void AddEntry((string Path, string Real, string Display) folder, FolderEntry entry)
    {
        string real = Path.Combine(folder.Real, entry.Name);
        AddFile(Path.Combine(folder.Path, entry.Name), entry.IsLink ? RealPath.Of(real) : real, $"{folder.Display}/{entry.Name}", isAskedFor: false);
    }

    private void AddFile(string path, string real, string display, bool isAskedFor)
    {
        if (!_seen.Add(real))
        {
            return;
        }

        try
        {
            // Of the real file: a link has a length of its own.
            _files.Add(new FoundFile(path, display, new FileInfo(real).Length, isAskedFor));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string problem = exception is FileNotFoundException ? "there is no such file, or the link leads nowhere" : FileProblem.Of(exception);
            _files.Add(new FoundFile(path, display, 0, isAskedFor, problem));
        }
    }

    private readonly record struct FolderEntry(string Name, bool IsFolder, bool IsLink);
}
