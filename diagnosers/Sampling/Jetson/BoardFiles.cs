using InferenceBench.Sampling.Sources.Files;

namespace InferenceBench.Sampling.Jetson;

/// <summary>Small text files below a folder that stands for <c>/</c>. What cannot be read is null or empty, never an exception.</summary>
internal sealed class BoardFiles
{
    private const int MaximumLinks = 8;

    /// <summary>Files below a folder.</summary>
    /// <param name="root">The folder.</param>
    public BoardFiles(string root)
    {
        Root = Path.GetFullPath(root);
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>Whether the folder is the machine's own <c>/</c>, whose programs may be started.</summary>
    public bool IsMachine => Root == Path.GetPathRoot(Root);

    /// <summary>Where a file is on this machine.</summary>
    /// <param name="path">Path without the leading slash.</param>
    public string FullPath(string path)
    {
        return Path.Combine(Root, path);
    }

    /// <summary>The bytes of a file; null when it cannot be read.</summary>
    /// <param name="path">Path without the leading slash.</param>
    public byte[]? ReadBytes(string path)
    {
        try
        {
            return Resolve(path) is { } file ? File.ReadAllBytes(file) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The text of a file without white space and NUL characters around it; null when it cannot be read or is blank.</summary>
    /// <param name="path">Path without the leading slash.</param>
    public string? Read(string path)
    {
        return Resolve(path) is { } file ? KernelText.Read(file) : null;
    }

    /// <summary>The whole number in a file; null when there is none.</summary>
    /// <param name="path">Path without the leading slash.</param>
    public long? ReadNumber(string path)
    {
        return KernelText.ReadNumber(FullPath(path));
    }

    /// <summary>Paths of the files and folders in a folder that match a pattern, in ordinal order; none when it cannot be read.</summary>
    /// <param name="path">Path of the folder without the leading slash.</param>
    /// <param name="pattern">Pattern of the name.</param>
    public IReadOnlyList<string> List(string path, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(FullPath(path), pattern).Select(entry => Path.Combine(path, Path.GetFileName(entry))).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // nvpmodel.conf is a link to an absolute path, which below another root is there and not on the machine. Null for links in a circle, which would leave the root.
    private string? Resolve(string path)
    {
        try
        {
            string full = FullPath(path);
            for (int i = 0; i < MaximumLinks; i++)
            {
                if (new FileInfo(full).LinkTarget is not { } target)
                {
                    return full;
                }

                full = Path.IsPathRooted(target) ? Path.Join(Root, target) : Path.Combine(Path.GetDirectoryName(full)!, target);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return null;
    }
}
