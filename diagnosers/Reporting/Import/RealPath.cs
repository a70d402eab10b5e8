namespace InferenceBench.Reporting.Import;

/// <summary>The path that a folder or file has without links.</summary>
internal static class RealPath
{
    // Linux follows 40 links in one path.
    private const int MostLinks = 40;

    /// <summary>The path with all links followed; links that lead nowhere, in a circle or cannot be read stay as they are.</summary>
    /// <param name="path">An absolute path.</param>
    public static string Of(string path)
    {
        var left = new Stack<string>(Parts(path));
        string real = Path.GetPathRoot(path) ?? "/";
        int links = 0;
        while (left.TryPop(out string? part))
        {
            string next = part == ".." ? Path.GetDirectoryName(real) ?? real : Path.Combine(real, part);
            string? target = part == ".." || links >= MostLinks ? null : TargetOf(next);
            if (target is null)
            {
                real = next;
                continue;
            }

            links++;
            real = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : real;
            foreach (string inner in Parts(target))
            {
                left.Push(inner);
            }
        }

        return real;
    }

    // Last part first, as a stack takes them.
    private static IEnumerable<string> Parts(string path)
    {
        string relative = Path.IsPathRooted(path) ? path[Path.GetPathRoot(path)!.Length..] : path;
        return relative.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Where(static part => part != ".").Reverse();
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
