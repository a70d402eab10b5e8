namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>Names the machines of files. Where <c>work</c> and <c>uni</c>, the author's two machines, lie below one folder, they stay two.</summary>
/// <param name="files">All files of iterations.</param>
internal sealed class IterationMachines(IEnumerable<ResultFile> files)
{
    private readonly Dictionary<string, IterationFolder> _folders = files.ToDictionary(static file => file.FullPath, static file => IterationFolder.Of(file.FullPath));
    private HashSet<string>? _shared;

    /// <summary>Folders of a file.</summary>
    /// <param name="file">The file.</param>
    public IterationFolder FolderOf(ResultFile file)
    {
        return _folders[file.FullPath];
    }

    /// <summary>Machine of a file.</summary>
    /// <param name="file">The file.</param>
    public string NameOf(ResultFile file)
    {
        IterationFolder folder = FolderOf(file);
        _shared ??= [.. _folders.Values.GroupBy(static found => found.Own[^1]).Where(static group => group.Select(static found => found.Place).Distinct().Count() > 1).Select(static group => group.Key)];
        return folder.Place is not null && _shared.Contains(folder.Own[^1]) ? $"{folder.Machine} {folder.Place}" : folder.Machine;
    }
}
