namespace InferenceBench.Diagnosers.Folders;

/// <summary>Where children leave their traces before the host has read them: not on the disk of the results, which may be full.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const long EnoughBytes = 64L * 1024 * 1024;
    private readonly string _path;
    private int _files;

    /// <summary>A new folder of this run's own.</summary>
    /// <param name="lastResort">Folder to use when neither the temporary folder nor shared memory has room.</param>
    public ScratchFolder(string lastResort)
    {
        string? place = new[] { Path.GetTempPath(), "/dev/shm" }.FirstOrDefault(HasRoom);
        _path = Path.Combine(place ?? lastResort, $"inferencebench-{Guid.NewGuid():N}");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_path);
        }
        else
        {
            Directory.CreateDirectory(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A path that no other call gets.</summary>
    /// <param name="extension">Extension with its dot.</param>
    public string NextFile(string extension)
    {
        return Path.Combine(_path, FormattableString.Invariant($"{Interlocked.Increment(ref _files)}{extension}"));
    }

    /// <summary>Deletes the folder and all in it.</summary>
    public void Dispose()
    {
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }
    }

    private static bool HasRoom(string directory)
    {
        try
        {
            string probe = Path.Combine(directory, Path.GetRandomFileName());
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new DriveInfo(directory).AvailableFreeSpace >= EnoughBytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
