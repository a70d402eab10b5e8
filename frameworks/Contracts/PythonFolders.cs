namespace InferenceBench.Contracts;

/// <summary>The <c>site-packages</c> folders of this machine, found without starting Python: the active environment first, newest Python first.</summary>
internal static class PythonFolders
{
    /// <summary>Existing folders, best first, each once.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="root">Folder that stands for <c>/</c>.</param>
    public static IReadOnlyList<string> Find(Func<string, string?> environment, string root)
    {
        string? home = environment("HOME");
        IEnumerable<string?> prefixes =
        [
            environment("VIRTUAL_ENV"),
            environment("CONDA_PREFIX"),
            .. PrefixesOnPath(environment("PATH")),
            string.IsNullOrEmpty(home) ? null : Path.Combine(home, ".local"),
            Path.Combine(root, "usr/local"),
            Path.Combine(root, "usr"),
            Path.Combine(root, "opt/venv"),
            Path.Combine(root, "opt/conda"),
        ];
        IEnumerable<string> listed = (environment("PYTHONPATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Where(Directory.Exists);
        IEnumerable<string> installed = prefixes
            .Where(static prefix => !string.IsNullOrEmpty(prefix))
            .SelectMany(static prefix => Pythons(Path.Combine(prefix!, "lib")))
            .SelectMany(static python => new[] { Path.Combine(python, "site-packages"), Path.Combine(python, "dist-packages") })
            .Where(Directory.Exists);
        return [.. listed.Concat(installed).Distinct(StringComparer.Ordinal)];
    }

    // A Python on the path keeps its packages beside its bin folder.
    private static IEnumerable<string?> PrefixesOnPath(string? path)
    {
        return (path ?? "").Split(':')
            .Where(static folder => folder.EndsWith("/bin", StringComparison.Ordinal))
            .Select(static folder => Path.GetDirectoryName(folder));
    }

    private static IEnumerable<string> Pythons(string lib)
    {
        return Directory.Exists(lib)
            ? Directory.EnumerateDirectories(lib, "python3*").OrderByDescending(MinorVersion)
            : [];
    }

    // "python3.9" is older than "python3.12"; Debian's "python3" is shared by all of them.
    private static int MinorVersion(string folder)
    {
        string name = Path.GetFileName(folder);
        return name.Length > 8 && int.TryParse(name.AsSpan(8), out int minor) ? minor : 0;
    }
}
