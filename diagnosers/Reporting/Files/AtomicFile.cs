namespace InferenceBench.Reporting.Files;

/// <summary>
/// Writes files so that a reader, a crash or a full disk never meets half of one: temporary file in the same folder, then rename. A link is followed; a device
/// (<c>/dev/stdout</c>) is written to as it is, because a rename would put a file in its place.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a file; one that exists is replaced only when the new one is whole.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="write">Writes the content. What it throws comes out unchanged, with nothing left behind.</param>
    /// <param name="isDurable">Whether the content is to be on the disk before the file takes its name: after a power loss a file may else be empty.</param>
    /// <exception cref="IOException">The disk is full, the file system is read-only, the folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write in the folder.</exception>
    public static void Write(string path, Action<Stream> write, bool isDurable = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        bool isLink = !IsDevice(path) && new FileInfo(path).LinkTarget is not null;
        string target = isLink ? File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName : path;
        if (IsDevice(target))
        {
            using FileStream device = new(target, FileMode.Open, FileAccess.Write);
            write(device);
            return;
        }

        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: isDurable);
            }

            File.Move(temporary, target, overwrite: true);
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
    /// <param name="isDurable">Whether the content is to be on the disk before the file takes its name.</param>
    /// <exception cref="IOException">The disk is full, the file system is read-only, the folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write in the folder.</exception>
    public static void WriteText(string path, string text, bool isDurable = false)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Write(path, stream => stream.Write(bytes), isDurable);
    }

    /// <summary>Whether a path is among the devices (<c>/dev</c>, shared memory aside) or the files of processes.</summary>
    /// <param name="path">The path.</param>
    internal static bool IsDevice(string path)
    {
        string full = Path.GetFullPath(path);
        bool device = full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);
        return device || full.StartsWith("/proc/", StringComparison.Ordinal);
    }
}
