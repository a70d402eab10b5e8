using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Native;

namespace InferenceBench.Frameworks.TensorFlow.Engine;

/// <summary>A loaded TensorFlow.</summary>
/// <param name="Handle">The loader's handle.</param>
/// <param name="Version">What it says of itself: <c>2.15.1</c>.</param>
/// <param name="Origin">Where it was found, for people.</param>
internal sealed record TensorFlowLibrary(nint Handle, string Version, string Origin)
{
    /// <summary>What to do when there is none.</summary>
    public const string Remedy =
        $"set {TensorFlowFinder.Variable} to libtensorflow.so.2 or libtensorflow_cc.so.2 of a TensorFlow 2.x (unpacked from tensorflow.org/install/lang_c, or of a Python environment with pip install tensorflow)";

    private const string FrameworkPattern = "libtensorflow_framework.so.2*";

    /// <summary>Loads the first that works.</summary>
    /// <param name="query">Where to look.</param>
    /// <exception cref="NativeLibraryException">None works; the message says why of the best that was found.</exception>
    public static TensorFlowLibrary Load(NativeLibraryQuery query)
    {
        NativeLibraryException? first = null;
        foreach (NativeLibraryCandidate candidate in NativeLibraryFinder.Find(query))
        {
            try
            {
                return Load(candidate);
            }
            catch (NativeLibraryException e)
            {
                // That the system's loader has none says less than what is wrong with one that was found.
                first ??= candidate.Place == NativeLibraryPlace.System ? new NativeLibraryException("no TensorFlow found", Remedy) : e;
            }
        }

        throw first!;
    }

    private static TensorFlowLibrary Load(NativeLibraryCandidate candidate)
    {
        string path = candidate.Path;
        string shown = candidate.Place == NativeLibraryPlace.Variable ? $"{path} ({TensorFlowFinder.Variable})" : path;
        if (candidate.Place != NativeLibraryPlace.System)
        {
            Check(path, shown);
            LoadFrameworkBeside(path);
        }

        nint handle = DynamicLoader.Load(path, out string problem);
        if (handle == 0)
        {
            throw Unusable(shown, DynamicLoader.Explain(path, problem));
        }

        if (TensorFlowResolver.FindMissing(handle) is { } missing)
        {
            throw new NativeLibraryException($"{shown} is no TensorFlow: it has no {missing}", Remedy);
        }

        string version = TensorFlowResolver.VersionOf(handle);
        return version.StartsWith("2.", StringComparison.Ordinal)
            ? new TensorFlowLibrary(handle, version, shown)
            : throw new NativeLibraryException($"{shown} is TensorFlow {version}, not 2.x", Remedy);
    }

    // What both libraries share is a library of its own, found by its name alone: loaded by its full path first, it is the one beside and no other.
    private static void LoadFrameworkBeside(string path)
    {
        string resolved = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        string? framework = new[] { path, resolved }
            .SelectMany(static file => Directory.EnumerateFiles(Path.GetDirectoryName(file)!, FrameworkPattern).Order(StringComparer.Ordinal))
            .FirstOrDefault();
        if (framework is null)
        {
            return;
        }

        Check(framework, framework);
        if (DynamicLoader.Load(framework, out string problem) == 0)
        {
            throw Unusable(framework, DynamicLoader.Explain(framework, problem));
        }
    }

    private static void Check(string path, string shown)
    {
        string? problem;
        try
        {
            problem = ElfFile.FindProblem(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
        }

        if (problem is not null)
        {
            throw Unusable(shown, problem);
        }
    }

    private static NativeLibraryException Unusable(string shown, string problem)
    {
        return new NativeLibraryException($"{shown} cannot be loaded: {problem}", Remedy);
    }
}
