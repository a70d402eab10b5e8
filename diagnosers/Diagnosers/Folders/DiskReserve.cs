namespace InferenceBench.Diagnosers.Folders;

/// <summary>Holds disk space in a file of zeros, so that the report fits when the traces have filled the disk. Given up right before the report is written.</summary>
internal sealed class DiskReserve
{
    private const int BlockBytes = 64 * 1024;
    private readonly string _path;
    private readonly Func<string, FileMode, Stream> _open;
    private bool _isOurs;

    /// <summary>A reserve.</summary>
    /// <param name="path">The file; its folder exists. A file that is there already is neither used nor deleted, unless <paramref name="heldBytes"/> says that it is a reserve.</param>
    /// <param name="heldBytes">Bytes that the file holds already.</param>
    /// <param name="open">Opens the file for writing; null opens it on the disk.</param>
    public DiskReserve(string path, long heldBytes = 0, Func<string, FileMode, Stream>? open = null)
    {
        _path = path;
        _isOurs = heldBytes > 0;
        _open = open ?? OpenOnDisk;
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
            using Stream file = _open(_path, _isOurs ? FileMode.Open : FileMode.CreateNew);
            _isOurs = true;
            byte[] zeros = new byte[BlockBytes];
            file.Position = HeldBytes;
            for (long rest = bytes - HeldBytes; rest > 0; rest -= zeros.Length)
            {
                file.Write(zeros.AsSpan(0, (int)Math.Min(zeros.Length, rest)));
            }

            file.Flush();
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
        if (_isOurs)
        {
            File.Delete(_path);
        }

        _isOurs = false;
        HeldBytes = 0;
    }

    private static FileStream OpenOnDisk(string path, FileMode mode)
    {
        return new FileStream(path, mode, FileAccess.Write, FileShare.None, bufferSize: 0);
    }
}
