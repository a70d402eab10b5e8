namespace InferenceBench.Reporting.Files;

/// <summary>Writes files so that a reader, a crash or a full disk never meets half of one: temporary file in the same folder, then rename.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file; one that exists is replaced only when the new one is whole.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="write">Writes the content. What it throws comes out unchanged, with nothing left behind.</param>
    /// <exception cref="IOException">The disk is full, the file system is read-only, the folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write in the folder.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a text file in UTF-8 without a byte-order mark; see <see cref="Write"/>.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="text">The whole text.</param>
    /// <exception cref="IOException">The disk is full, the file system is read-only, the folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write in the folder.</exception>
    public static void WriteText(string path, string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Write(path, stream => stream.Write(bytes));
    }
}
