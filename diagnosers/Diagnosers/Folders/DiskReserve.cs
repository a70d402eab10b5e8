namespace InferenceBench.Diagnosers.Folders;

/// <summary>Holds disk space in a file of zeros, so that the report fits when the traces have filled the disk. Given up right before the report is written.</summary>
internal sealed class DiskReserve
{
    private const int BlockBytes = 64 * 1024;
    private readonly string _path;

    /// <summary>A reserve.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="heldBytes">Bytes that the file holds already.</param>
    public DiskReserve(string path, long heldBytes = 0)
    {
        _path = path;
        HeldBytes = heldBytes;
    }

    /// <summary>Bytes that are held.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>Takes space. Writes it: a hole in a file reserves nothing.</summary>
    /// <param name="bytes">Bytes to hold; no less than are held already.</param>
    /// <exception cref="IOException">The disk is full; nothing is held then.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write in the folder.</exception>
    public void Hold(long bytes)
    {
        if (bytes <= HeldBytes)
        {
            return;
        }

        try
        {
            using FileStream file = new(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
            byte[] zeros = new byte[BlockBytes];
            file.Position = HeldBytes;
            while (file.Position < bytes)
            {
                file.Write(zeros.AsSpan(0, (int)Math.Min(zeros.Length, bytes - file.Position)));
            }

            file.Flush(flushToDisk: true);
            HeldBytes = bytes;
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <summary>Takes space if there is any; the run goes on without a reserve when the disk is full.</summary>
    /// <param name="bytes">Bytes to hold.</param>
    public bool TryHold(long bytes)
    {
        try
        {
            Hold(bytes);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Release()
    {
        File.Delete(_path);
        HeldBytes = 0;
    }
}
