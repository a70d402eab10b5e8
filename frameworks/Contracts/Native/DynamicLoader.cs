using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace InferenceBench.Contracts;

/// <summary>
/// The system's loader. .NET's own <c>NativeLibrary</c> binds lazily: a function that a library of another version lacks would then end the process when it is first
/// called, instead of failing here.
/// </summary>
public static unsafe partial class DynamicLoader
{
    private const int RTLD_NOW = 2;

    // Since glibc 2.34 a stub over libc.so.6; before, the place where these functions are.
    private const string LibraryName = "libdl.so.2";

    /// <summary>Loads a library with all of its symbols bound.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="problem">The loader's own words; empty after a success.</param>
    /// <returns>The handle; 0 after a failure.</returns>
    public static nint Load(string path, out string problem)
    {
        using NativeArguments arguments = new();
        // Called once before, so that finding the function itself does not overwrite the text that it is to tell.
        dlerror();
        nint handle = dlopen(arguments.Text(path), RTLD_NOW);
        problem = handle == 0 ? NativeText.Line(dlerror()) : "";
        return handle;
    }

    /// <summary>Loads a library that others need, after a look at whether it is whole and for this processor.</summary>
    /// <param name="path">Absolute path.</param>
    /// <returns>Why it cannot be loaded, without the path; null after a success.</returns>
    public static string? LoadOrExplain(string path)
    {
        try
        {
            if (ElfFile.FindProblem(path) is { } problem)
            {
                return problem;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }

        return Load(path, out string words) == 0 ? Explain(path, words) : null;
    }

    /// <summary>The loader's words about a library in a sentence: what it needs and is not found, else what is wrong without the path, which the caller names.</summary>
    /// <param name="path">The library that was to be loaded.</param>
    /// <param name="problem">The loader's words.</param>
    public static string Explain(string path, string problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        // In the loader's own order: the file that it was working on, then what is wrong with it.
        Match missing = MissingLibrary().Match(problem);
        return missing.Success ? $"{missing.Groups[1].Value}, which it needs, is not found"
            : problem.StartsWith(path + ": ", StringComparison.Ordinal) ? problem[(path.Length + 2)..]
            : problem;
    }

    [GeneratedRegex(@"^(\S+): cannot open shared object file")]
    private static partial Regex MissingLibrary();

    [LibraryImport(LibraryName)]
    private static partial nint dlopen(byte* path, int flags);

    [LibraryImport(LibraryName)]
    private static partial byte* dlerror();
}
