using System.Security;

namespace InferenceBench.Reporting.Machine;

/// <summary>Text files below a folder that stands for <c>/</c>. What cannot be read is null or empty, never an exception.</summary>
internal sealed class RootFiles
{
    private readonly string _root;

    public RootFiles(string root)
    {
        _root = Path.GetFullPath(root);
    }

    /// <summary>The content without white space and NUL characters (device tree) around it; null when missing, unreadable or blank.</summary>
    public string? ReadTrimmed(string relativePath)
    {
        try
        {
            string text = File.ReadAllText(Path.Combine(_root, relativePath)).Trim().Trim('\0').Trim();
            return text.Length == 0 ? null : text;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return null;
        }
    }

    /// <summary>The lines; none when the file is missing or unreadable.</summary>
    public IReadOnlyList<string> ReadLines(string relativePath)
    {
        return ReadTrimmed(relativePath)?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    /// <summary>The value after <c>KEY:</c> of the first line that has it; null when there is none or it is blank.</summary>
    public string? ReadField(string relativePath, string key)
    {
        foreach (string line in ReadLines(relativePath))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0 && line.AsSpan(0, colon).Trim().SequenceEqual(key))
            {
                string value = line[(colon + 1)..].Trim();
                return value.Length == 0 ? null : value;
            }
        }

        return null;
    }

    /// <summary>Names of the files and folders in a folder that match a pattern, in ordinal order; none when it cannot be read.</summary>
    public IReadOnlyList<string> List(string relativePath, string pattern)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(_root, relativePath), pattern)
                .Select(static path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal)
                .ToArray();
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return [];
        }
    }

    private static bool IsUnreadable(Exception exception)
    {
        return exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException;
    }
}
