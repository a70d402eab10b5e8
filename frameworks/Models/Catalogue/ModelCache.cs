using System.Globalization;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Catalogue;

/// <summary>Catalogue models as files: built once, atomically, in a cache folder keyed by content.</summary>
public static class ModelCache
{
    /// <summary>Environment variable that names the cache folder.</summary>
    public const string DirectoryVariable = "INFERENCEBENCH_CACHE";

    /// <summary>
    /// The cache folder: <see cref="DirectoryVariable"/>, else <c>$XDG_CACHE_HOME/inferencebench</c>, else <c>~/.cache/inferencebench</c>, else one in the
    /// temporary folder. It may not exist yet.
    /// </summary>
    public static string Directory
    {
        get
        {
            string? chosen = Environment.GetEnvironmentVariable(DirectoryVariable);
            if (!string.IsNullOrEmpty(chosen))
            {
                return Path.GetFullPath(chosen);
            }

            string? caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            if (!Path.IsPathFullyQualified(caches ?? string.Empty))
            {
                string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
                caches = home.Length > 0 ? Path.Combine(home, ".cache") : Path.GetTempPath();
            }

            return Path.Combine(caches!, "inferencebench");
        }
    }

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
        ArgumentNullException.ThrowIfNull(entry);
        string name = string.Create(CultureInfo.InvariantCulture, $"{entry.Id}-seed{seed}-{entry.Blueprint.ContentHash()}.onnx");
        string path = Path.Combine(Directory, name);
        var file = new FileInfo(path);
        if (file.Exists && file.Length == entry.Blueprint.FileSizeBytes())
        {
            return path;
        }

        try
        {
            System.IO.Directory.CreateDirectory(Directory);
            OnnxWriter.Save(entry.Build(seed), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OnnxModelException)
        {
            throw new OnnxModelException(
                $"{entry.Id}: the model cache {Directory} cannot be written ({exception.Message}); set {DirectoryVariable} to a folder with "
                + $"{(entry.Blueprint.FileSizeBytes() >> 20) + 1} MiB of free space",
                exception);
        }

        return path;
    }
}
