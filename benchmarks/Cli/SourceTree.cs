namespace InferenceBench.Cli;

/// <summary>The checkout that this program was built in.</summary>
internal static class SourceTree
{
    private const string Marker = "Benchmarks.sln";

    /// <summary>Absolute path of its root; null for a published program.</summary>
    public static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
