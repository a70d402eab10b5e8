namespace InferenceBench.Parity;

/// <summary>Writes small files of the cache so that a reader sees the old one or the whole new one.</summary>
internal static class CacheFile
{
    /// <summary>Writes to a temporary file in the same folder and renames it.</summary>
    /// <param name="path">Absolute path; its folder is created.</param>
    /// <param name="content">The content.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);
        string temporary = Path.Combine(directory, Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
