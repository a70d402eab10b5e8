using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models;

/// <summary>A hash over the content of a model file and its external data, or of all files of a model folder, remembered by path, size and time of change: big files are read once.</summary>
public static class ModelFileHash
{
    private sealed record FileStamp(string Path, long SizeBytes, long ChangedTicks)
    {
        public static FileStamp Of(string path)
        {
            var file = new FileInfo(path);
            return new FileStamp(path, file.Exists ? file.Length : -1, file.LastWriteTimeUtc.Ticks);
        }
    }

    private sealed record Memory(string Hash, IReadOnlyList<FileStamp> Files);

    /// <summary>The hash as hexadecimal digits.</summary>
    /// <param name="modelPath">Absolute path.</param>
    /// <exception cref="OnnxModelException">The model is missing, unreadable or no valid ONNX model.</exception>
    /// <exception cref="IOException">A file cannot be read, or the memory cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same for want of permission.</exception>
    public static string Of(string modelPath)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(modelPath)));
        string memoryFile = Path.Combine(ModelCache.Folder, "references", "hashes", name + ".json");
        if (!Directory.Exists(modelPath) && TryRead(memoryFile) is { } memory && memory.Files.All(static file => file == FileStamp.Of(file.Path)))
        {
            return memory.Hash;
        }

        IReadOnlyList<FileStamp> files = [.. FilesOf(modelPath).Select(FileStamp.Of)];
        string hash = Compute(files);
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(new Memory(hash, files));
        Directory.CreateDirectory(Path.GetDirectoryName(memoryFile)!);
        AtomicFile.Write(memoryFile, stream => stream.Write(content));
        return hash;
    }

    private static Memory? TryRead(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Memory>(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> FilesOf(string modelPath)
    {
        if (Directory.Exists(modelPath))
        {
            return Directory.EnumerateFiles(modelPath, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        }

        if (!modelPath.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            return [modelPath];
        }

        string folder = Path.GetDirectoryName(modelPath) ?? "/";
        return OnnxModel.Load(modelPath).Proto.Graph.Initializer
            .Where(static tensor => tensor.DataLocation == TensorProto.Types.DataLocation.External)
            .Select(static tensor => tensor.ExternalData.FirstOrDefault(static entry => entry.Key == "location")?.Value ?? string.Empty)
            .Select(location => Path.GetFullPath(location, folder))
            .Prepend(modelPath)
            .Distinct();
    }

    private static string Compute(IReadOnlyList<FileStamp> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (FileStamp file in files)
        {
            using FileStream stream = File.OpenRead(file.Path);
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
