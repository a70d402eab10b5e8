namespace InferenceBench.Tests.Integration.Scripts;

/// <summary>The checkout that these tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>Absolute path of the folder with <c>run.sh</c>.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "run.sh")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"no run.sh above {AppContext.BaseDirectory}");
    }
}
