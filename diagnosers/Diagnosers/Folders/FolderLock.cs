namespace InferenceBench.Diagnosers.Folders;

/// <summary>Says that a process works in a folder: a file that it holds locked. The system gives the lock back however the process ends, so the file of one that was killed is no obstacle.</summary>
internal sealed class FolderLock : IDisposable
{
    /// <summary>Name of the file in the folder.</summary>
    public const string FileName = ".lock";

    // What .NET makes of a lock that another process holds: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] s_held = [11, 35, unchecked((int)0x80070020)];
    private readonly string _path;
    private readonly FileStream _file;

    private FolderLock(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Takes the lock; null when another process, or another object of this one, has it.</summary>
    /// <param name="folder">The folder; it exists.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write in the folder.</exception>
    public static FolderLock? TryTake(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return new FolderLock(path, new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException exception) when (s_held.Contains(exception.HResult))
        {
            return null;
        }
    }

    /// <summary>The lock for the same file under another name: its folder was renamed.</summary>
    /// <param name="folder">The folder's new path.</param>
    public FolderLock MovedTo(string folder)
    {
        return new FolderLock(Path.Combine(folder, FileName), _file);
    }

    /// <summary>Gives the lock back and deletes the file.</summary>
    public void Dispose()
    {
        // Deleted while it is held: after that it may be another's.
        if (_file.CanWrite)
        {
            File.Delete(_path);
        }

        _file.Dispose();
    }
}
