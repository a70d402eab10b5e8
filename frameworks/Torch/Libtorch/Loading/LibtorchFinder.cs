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
        LibtorchCandidate? first = null;
        foreach (LibtorchCandidate candidate in Find(build, query))
        {
            if (Fits(build, candidate))
            {
                return candidate;
            }

            first ??= candidate;
        }

        string shim = $"the shim was built for libtorch {build.Version} ({build.Folder})";
        throw first is null
            ? new NativeLibraryException($"no libtorch found: {shim}, which is not there", ShimBuild.BuildRemedy)
            : new NativeLibraryException(
                $"{shim}, {(first.IsNamed ? $"{Variable} names" : $"{first.Folder} holds")} {first.Version}: build again (./run.sh does)",
                "build again (./run.sh does), or let LIBTORCH name the libtorch that the shim was built for");
    }

    // One place after the other: a child that finds its libtorch in the first has no need to search the machine's Pythons.
    private static IEnumerable<LibtorchCandidate> Find(ShimBuild build, NativeLibraryQuery query)
    {
        if (query.Environment(Variable) is { } named && !string.IsNullOrWhiteSpace(named))
        {
            yield return Named(query, named.Trim());
            yield break;
        }

        foreach (LibtorchCandidate candidate in Folders(build.Folder).Concat(Folders(Path.Combine(query.ApplicationFolder, "libtorch"))).SelectMany(InFolder))
        {
            yield return candidate;
        }

        foreach (NativeLibraryCandidate found in NativeLibraryFinder.Find(query))
        {
            yield return new LibtorchCandidate(found.Path, IsNamed: false);
        }

        foreach (LibtorchCandidate candidate in Folders(Path.Combine(query.Root, "usr")).Concat(Folders(Path.Combine(query.Root, "usr/local"))).SelectMany(InFolder))
        {
            yield return candidate;
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
