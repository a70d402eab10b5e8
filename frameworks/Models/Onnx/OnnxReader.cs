using System.Security;
using Google.Protobuf;

namespace InferenceBench.Models.Onnx;

/// <summary>Opens and reads a model file without trusting it.</summary>
internal static class OnnxReader
{
    // The limit of a protobuf message, of which int holds the sizes.
    private const long MaxFileBytes = int.MaxValue;

    // Heads of fields lie far apart where weights lie between them: more would only be read in vain.
    private const int BufferBytes = 16 << 10;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fullPath">Its absolute path.</param>
    /// <exception cref="OnnxModelException">The file is missing, unreadable or no protobuf message.</exception>
    public static ModelProto Read(string path, out string fullPath)
    {
        fullPath = path;
        try
        {
            fullPath = Path.GetFullPath(path);
            using FileStream stream = Open(fullPath);
            return new MessageReader(fullPath, stream).Read();
        }
        catch (InvalidProtocolBufferException e)
        {
            throw OnnxModelException.For(fullPath, $"is no ONNX model or is damaged ({e.Message})", e);
        }
        catch (FileNotFoundException e)
        {
            throw OnnxModelException.For(fullPath, "no such file: check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            throw OnnxModelException.For(fullPath, $"cannot be read: {e.Message}", e);
        }
    }

    private static FileStream Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw OnnxModelException.For(path, "is a folder, not an ONNX file: name the file in it");
        }

        // Of a link, .NET tells the length of the link itself.
        string realPath = RealPath.Of(path);
        long length = new FileInfo(realPath).Length;
        if (length == 0)
        {
            // Pipes and devices have no length either; opening a pipe would wait for a writer.
            throw OnnxModelException.For(path, "is empty or no regular file: export or download the model again");
        }

        if (length > MaxFileBytes)
        {
            throw OnnxModelException.For(path,
                $"has {length} bytes, and a protobuf file holds at most 2 GiB: save the model with external data");
        }

        var stream = new FileStream(realPath, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        RefusePointer(path, stream);
        return stream;
    }

    private static void RefusePointer(string path, FileStream stream)
    {
        Span<byte> start = stackalloc byte[64];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        if (start.StartsWith("version https://git-lfs"u8))
        {
            stream.Dispose();
            throw OnnxModelException.For(path, "is a Git LFS pointer, not the model: run 'git lfs pull'");
        }
    }
}
