using System.Globalization;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Catalogue;

/// <summary>Catalogue models as files: built once, atomically, in a cache folder keyed by content.</summary>
public static class ModelCache
{
    /// <summary>Environment variable that names the cache folder.</summary>
    public const string FolderVariable = "INFERENCEBENCH_CACHE";

    /// <summary>
    /// The cache folder: <see cref="FolderVariable"/>, else <c>$XDG_CACHE_HOME/inferencebench</c>, else <c>~/.cache/inferencebench</c>, else one in the
    /// temporary folder. It may not exist yet.
    /// </summary>
    public static string Folder => ChooseFolder(
        Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Path.GetTempPath());

    /// <summary>
    /// The file of a catalogue model; builds it when it is not there or not whole. Its name holds a hash of all that determines its bytes, so that a changed
    /// architecture gets another file. Several processes may ask at once: each writes a file of its own and the last rename wins, with equal bytes.
    /// </summary>
    /// <param name="entry">The model.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <returns>Absolute path.</returns>
    /// <exception cref="OnnxModelException">The cache folder cannot be written; the message says which and how to choose another.</exception>
    public static string GetPath(CatalogueEntry entry, ulong seed = ModelCatalogue.DefaultSeed)
    {
        return GetPath(entry, seed, Folder);
    }

    internal static string GetPath(CatalogueEntry entry, ulong seed, string folder)
    {
        ArgumentNullException.ThrowIfNull(entry);
        string name = string.Create(CultureInfo.InvariantCulture, $"{entry.Id}-seed{seed}-{entry.Blueprint.ContentHash()}.onnx");
        string path = Path.Combine(folder, name);
        var file = new FileInfo(path);
        long sizeBytes = entry.Blueprint.FileSizeBytes();
        if (file.Exists && file.Length == sizeBytes)
        {
            return path;
        }

        try
        {
            Directory.CreateDirectory(folder);
            OnnxWriter.Save(entry.Build(seed), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OnnxModelException)
        {
            string cause = (exception.InnerException ?? exception).Message;
            throw new OnnxModelException(
                $"{entry.Id}: cannot write the model cache {folder}: {cause}; set {FolderVariable} to a folder with {(sizeBytes >> 20) + 1} MiB free",
                exception);
        }

        return path;
    }

    internal static string ChooseFolder(Func<string, string?> variable, string home, string temporary)
    {
        if (variable(FolderVariable) is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        // The XDG specification wants a relative path to be ignored.
        if (variable("XDG_CACHE_HOME") is { } caches && Path.IsPathFullyQualified(caches))
        {
            return Path.Combine(caches, "inferencebench");
        }

        return home.Length > 0
            ? Path.Combine(home, ".cache", "inferencebench")
            : Path.Combine(temporary, $"inferencebench-{Environment.UserName}");
    }
}
