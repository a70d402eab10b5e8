using System.Runtime.InteropServices;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch.Loading;

/// <summary>
/// Looks for the libtorch that the shim is to run on: the user's variable, the folder that the shim was built for, beside the application, Python wheels, the system's
/// folders. It only looks at files.
/// </summary>
internal static class LibtorchFinder
{
    /// <summary>The user's variable: a folder with <c>lib/</c> and <c>include/</c>, or the folder of the libraries itself.</summary>
    public const string Variable = "LIBTORCH";

    private static readonly string[] s_patterns = ["libtorch_cpu.so", "libtorch_cpu.so.*"];

    /// <summary>Where the libraries are looked for.</summary>
    public static NativeLibraryQuery Query { get; } = new(Variable, s_patterns, [], ["torch/lib"]);

    /// <summary>The libtorch that fits the shim.</summary>
    /// <param name="build">The shim.</param>
    /// <param name="query">Where to look.</param>
    /// <exception cref="NativeLibraryException">There is none.</exception>
    public static LibtorchCandidate Choose(ShimBuild build, NativeLibraryQuery query)
    {
        LibtorchCandidate[] candidates = [.. Find(build, query)];
        LibtorchCandidate? fitting = candidates.FirstOrDefault(candidate => Fits(build, candidate));
        if (fitting is not null)
        {
            return fitting;
        }

        string shim = $"the shim was built for libtorch {build.Version} ({build.Folder})";
        throw candidates.Length == 0
            ? new NativeLibraryException($"no libtorch found: {shim}, which is not there", ShimBuild.BuildRemedy)
            : new NativeLibraryException(
                $"{shim}, {(candidates[0].IsNamed ? $"{Variable} names" : $"{candidates[0].Folder} holds")} {candidates[0].Version}: build again (./run.sh does)",
                "build again (./run.sh does), or let LIBTORCH name the libtorch that the shim was built for");
    }

    private static IEnumerable<LibtorchCandidate> Find(ShimBuild build, NativeLibraryQuery query)
    {
        IEnumerable<string> folders = [.. Folders(build.Folder), .. Folders(Path.Combine(query.ApplicationFolder, "libtorch"))];
        return query.Environment(Variable) is { } named && !string.IsNullOrWhiteSpace(named)
            ? [Named(query, named.Trim())]
            : [.. folders.SelectMany(InFolder), .. NativeLibraryFinder.Find(query).Select(Found), .. SystemFolders(query.Root).SelectMany(InFolder)];

        static IEnumerable<string> SystemFolders(string root)
        {
            return [.. Folders(Path.Combine(root, "usr")), .. Folders(Path.Combine(root, "usr/local"))];
        }


        static LibtorchCandidate Found(NativeLibraryCandidate found)
        {
            return new LibtorchCandidate(found.Path, IsNamed: false);
        }
    }

    // Where nothing is found, the general finder has the words for it.
    private static LibtorchCandidate Named(NativeLibraryQuery query, string named)
    {
        return Folders(named).SelectMany(InFolder).FirstOrDefault() is { } found
            ? new LibtorchCandidate(found.Library, IsNamed: true)
            : new LibtorchCandidate(NativeLibraryFinder.Find(query)[0].Path, IsNamed: true);
    }

    // Debian keeps the libraries of each architecture in a folder of their own.
    private static string[] Folders(string? root)
    {
        string multiarch = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
        return root is null ? [] : [root, Path.Combine(root, "lib"), Path.Combine(root, "lib", multiarch), Path.Combine(root, "lib64")];
    }

    private static IEnumerable<LibtorchCandidate> InFolder(string folder)
    {
        return Directory.Exists(folder)
            ? s_patterns
                .SelectMany(pattern => Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
                .Take(1)
                .Select(static path => new LibtorchCandidate(Path.GetFullPath(path), IsNamed: false))
            : [];
    }

    // A libtorch whose files do not tell its version is tried: what does not fit is refused when its symbols are bound.
    private static bool Fits(ShimBuild build, LibtorchCandidate candidate)
    {
        return candidate.Version is null || build.Version is null || LibtorchVersion.Fits(candidate.Version, build.Version);
    }
}
