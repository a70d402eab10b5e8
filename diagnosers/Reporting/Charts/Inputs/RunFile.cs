namespace InferenceBench.Reporting.Charts.Inputs;

/// <summary>Files that a report names. The name comes from the file and may be anything: it must lead to a plain file below the report's folder.</summary>
internal static class RunFile
{
    /// <summary>The file's absolute path; null when the name leaves the folder (<c>..</c>, an absolute path, a link), or there is no such file of that length.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="name">The name, relative to it.</param>
    /// <param name="mostBytes">Length up to which it is taken. Pipes and devices have none and are refused: opening one may never return.</param>
    public static string? Locate(string folder, string name, long mostBytes)
    {
        string[] parts = name.Split('/', '\\');
        if (parts.Any(static part => part is "" or "." or ".." || part.Contains(':', StringComparison.Ordinal) || part.Contains('\0', StringComparison.Ordinal)))
        {
            return null;
        }

        try
        {
            return HasLink(folder, parts) ? null : OfLength(Path.Combine([folder, .. parts]), mostBytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be looked at cannot be read: the same as no file.
            return null;
        }
    }

    private static bool HasLink(string folder, string[] parts)
    {
        string path = folder;
        foreach (string part in parts)
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static string? OfLength(string path, long mostBytes)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length > 0 && file.Length <= mostBytes ? path : null;
    }
}
