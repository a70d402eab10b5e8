namespace InferenceBench.Contracts;

/// <summary>Which native library to look for, and where.</summary>
/// <param name="Variable">Environment variable with which the user names the library's file or the folder that holds it; it wins over every other place.</param>
/// <param name="FilePatterns">File names, best first, with <c>*</c> as wildcard: <c>libonnxruntime.so</c>, <c>libonnxruntime.so.*</c>.</param>
/// <param name="SystemNames">Names for the system's own loader (its cache, <c>LD_LIBRARY_PATH</c>), best first.</param>
/// <param name="PythonFolders">Folders inside Python's <c>site-packages</c> where a wheel keeps the library: <c>onnxruntime/capi</c>. May be empty.</param>
public sealed record NativeLibraryQuery(
    string Variable,
    IReadOnlyList<string> FilePatterns,
    IReadOnlyList<string> SystemNames,
    IReadOnlyList<string> PythonFolders)
{
    /// <summary>The application's folder; its <c>runtimes/RID/native</c> is searched too.</summary>
    public string ApplicationFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>Runtime identifier for <c>runtimes/RID/native</c>: <c>linux-x64</c>, <c>linux-arm64</c>.</summary>
    public string RuntimeIdentifier { get; init; } = NativeLibraryFinder.PortableRuntimeIdentifier;

    /// <summary>Reads an environment variable; null or empty when it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Folder that stands for <c>/</c> when Python's usual folders are searched.</summary>
    public string Root { get; init; } = "/";
}
