using System.Runtime.InteropServices;

namespace InferenceBench.Contracts;

/// <summary>
/// Looks for a framework's native library: the user's environment variable, beside the application, Python wheels, the system's loader. It only looks at
/// files; loading is up to the caller.
/// </summary>
public static class NativeLibraryFinder
{
    /// <summary>This process's runtime identifier without the distribution: <c>linux-x64</c>, <c>linux-arm64</c>.</summary>
    public static string PortableRuntimeIdentifier { get; } =
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-")
        + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>All candidates, best first. When the user's variable is set, only what it names.</summary>
    /// <param name="query">What to look for.</param>
    /// <returns>At least one candidate: the last resort is the system's loader.</returns>
    /// <exception cref="NativeLibraryException">The variable names neither a file nor a folder that holds the library.</exception>
    public static IReadOnlyList<NativeLibraryCandidate> Find(NativeLibraryQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        string? named = query.Environment(query.Variable);
        if (!string.IsNullOrWhiteSpace(named))
        {
            return [new NativeLibraryCandidate(ResolveNamed(query, named.Trim()), NativeLibraryPlace.Variable)];
        }

        IEnumerable<string> applicationFolders =
            [query.ApplicationFolder, Path.Combine(query.ApplicationFolder, "runtimes", query.RuntimeIdentifier, "native")];
        IEnumerable<string> pythonFolders = PythonFolders.Find(query.Environment, query.Root)
            .SelectMany(_ => query.PythonFolders, static (site, folder) => Path.Combine(site, folder));
        return
        [
            .. Search(applicationFolders, query, NativeLibraryPlace.Application),
            .. Search(pythonFolders, query, NativeLibraryPlace.Python),
            .. query.SystemNames.Select(static name => new NativeLibraryCandidate(name, NativeLibraryPlace.System)),
        ];
    }

    private static string ResolveNamed(NativeLibraryQuery query, string named)
    {
        if (File.Exists(named))
        {
            return Path.GetFullPath(named);
        }

        string remedy = $"set {query.Variable} to the library's file or its folder, or unset it";
        if (!Directory.Exists(named))
        {
            throw new NativeLibraryException($"{query.Variable} is {named}, which is neither a file nor a folder", remedy);
        }

        // The root of an unpacked release is accepted for its lib folder.
        return FirstIn(named, query.FilePatterns) ?? FirstIn(Path.Combine(named, "lib"), query.FilePatterns)
            ?? throw new NativeLibraryException($"{query.Variable} is the folder {named}, which holds no {query.FilePatterns[0]}", remedy);
    }

    private static IEnumerable<NativeLibraryCandidate> Search(IEnumerable<string> folders, NativeLibraryQuery query, NativeLibraryPlace place)
    {
        foreach (string folder in folders)
        {
            if (FirstIn(folder, query.FilePatterns) is { } path)
            {
                yield return new NativeLibraryCandidate(path, place);
            }
        }
    }

    private static string? FirstIn(string folder, IReadOnlyList<string> patterns)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        try
        {
            return patterns
                .SelectMany(pattern => Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
                .Select(Path.GetFullPath)
                .FirstOrDefault();
        }
        catch (UnauthorizedAccessException)
        {
            // A folder that may not be read holds nothing for this user.
            return null;
        }
    }
}
