using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt.Loading;

/// <summary>
/// TensorRT's libraries in a folder that the user's variable names, loaded by their full paths so that the shim finds them loaded. Without the variable the system's
/// loader finds them as it finds every library.
/// </summary>
internal static class TensorRtFolder
{
    /// <summary>The user's variable: a folder with <c>lib/</c> and <c>include/</c>, or the folder of the libraries itself.</summary>
    public const string Variable = "TENSORRT";

    private const string Remedy = "let TENSORRT name the folder of an unpacked TensorRT, or unset it";

    private const string Core = "libnvinfer";

    // What the shim asks the loader for by name when it builds an engine. A machine that only runs engines has neither.
    private static readonly string[] s_others = ["libnvinfer_plugin", "libnvonnxparser"];

    /// <summary>Loads the libraries of the folder that the variable names.</summary>
    /// <param name="major">Major version that the shim was compiled for; null when it is not known.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <returns>The folder of the libraries; null when the variable is not set.</returns>
    /// <exception cref="NativeLibraryException">The folder holds no TensorRT of that version, or a library does not load.</exception>
    public static string? Load(string? major, Func<string, string?> variable)
    {
        string? named = variable(Variable)?.Trim();
        if (string.IsNullOrEmpty(named))
        {
            return null;
        }

        if (!Directory.Exists(named))
        {
            throw new NativeLibraryException($"{Variable} is {named}, which is no folder", Remedy);
        }

        IEnumerable<string> usual = [named, Path.Combine(named, "lib"), .. SystemFolders(named)];
        string[] folders = [.. usual.Where(Directory.Exists)];
        string folder = Array.Find(folders, folder => Find(folder, Core, major) is not null) ?? throw Missing(named, folders, major);
        LoadOne(Find(folder, Core, major)!);
        foreach (string other in s_others.Select(name => Find(folder, name, major)).OfType<string>())
        {
            LoadOne(other);
        }

        return folder;
    }

    // Debian's and JetPack's packages: TENSORRT=/usr.
    private static IEnumerable<string> SystemFolders(string named)
    {
        string lib = Path.Combine(named, "lib");
        return Directory.Exists(lib) ? Directory.EnumerateDirectories(lib, "*-linux-gnu").Order(StringComparer.Ordinal) : [];
    }

    private static string? Find(string folder, string name, string? major)
    {
        string pattern = major is null ? $"{name}.so*" : $"{name}.so.{major}";
        return Directory.EnumerateFiles(folder, pattern)
            .Concat(Directory.EnumerateFiles(folder, pattern + ".*"))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static NativeLibraryException Missing(string named, IEnumerable<string> folders, string? major)
    {
        string? other = folders.SelectMany(static folder => Directory.EnumerateFiles(folder, $"{Core}.so*")).Order(StringComparer.Ordinal).FirstOrDefault();
        return other is null
            ? new NativeLibraryException($"{Variable} is the folder {named}, which holds no {Core}.so", Remedy)
            : new NativeLibraryException($"the shim was built for TensorRT {major}, {Variable} names {other}", "build again (./run.sh does)");
    }

    private static void LoadOne(string path)
    {
        if (DynamicLoader.LoadOrExplain(path) is { } problem)
        {
            throw new NativeLibraryException($"{path} ({Variable}) cannot be loaded: {problem}", "install what is missing, or let TENSORRT name another TensorRT and build again (./run.sh does)");
        }
    }
}
