namespace InferenceBench.Models.Onnx;

/// <summary>Paths without symbolic links, so that "inside this folder" can be decided.</summary>
internal static class RealPath
{
    // What Linux allows in one path (MAXSYMLINKS).
    private const int MaxLinks = 40;

    /// <summary>The path with every symbolic link followed, folders on the way included.</summary>
    /// <param name="path">An absolute path.</param>
    /// <exception cref="IOException">More than 40 links: they go in a circle.</exception>
    public static string Of(string path)
    {
        var pending = new Stack<string>();
        Push(pending, path);
        string current = Path.GetPathRoot(path) ?? "/";
        int links = 0;
        while (pending.TryPop(out string? part))
        {
            if (part is "." or "")
            {
                continue;
            }

            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            string next = Path.Combine(current, part);
            string? target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                current = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new IOException($"too many symbolic links in '{path}'");
            }

            current = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : current;
            Push(pending, target);
        }

        return current;
    }

    /// <summary>Whether a file lies in a folder or below it; both are real paths.</summary>
    /// <param name="file">The file.</param>
    /// <param name="folder">The folder.</param>
    public static bool IsInside(string file, string folder)
    {
        return file.StartsWith(folder.EndsWith('/') ? folder : folder + "/", StringComparison.Ordinal);
    }

    private static void Push(Stack<string> pending, string path)
    {
        string[] parts = path.Split('/');
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            pending.Push(parts[i]);
        }
    }
}
