namespace InferenceBench.Tests.Unit.Architecture;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Checkout
{
    private const string Solution = "Benchmarks.sln";

    /// <summary>Absolute path of the folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every project in a tree, build outputs left out, ordered by path.</summary>
    public static IReadOnlyList<ProjectFile> ReadProjects(string root)
    {
        return Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories)
            .Where(path => !IsBuildOutput(root, path))
            .Order(StringComparer.Ordinal)
            .Select(path => ProjectFile.Read(root, path))
            .ToArray();
    }

    /// <summary>Whether a file lies in a <c>bin</c> or <c>obj</c> folder below the root.</summary>
    public static bool IsBuildOutput(string root, string path)
    {
        return Path.GetRelativePath(root, path).Split('/').Any(static folder => folder is "bin" or "obj");
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"no {Solution} above {AppContext.BaseDirectory}: run the tests from where they were built");
    }
}
