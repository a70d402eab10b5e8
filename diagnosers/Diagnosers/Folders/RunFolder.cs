using System.Globalization;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Reporting.Files;

namespace InferenceBench.Diagnosers.Folders;

/// <summary>The folder of one run, <c>ROOT/MACHINE/yyyy-MM-dd-SHA7[-N]</c>: its own and new, or one that a run left. No other process works in it.</summary>
internal sealed class RunFolder : IDisposable
{
    private const long FirstReserveBytes = 256 * 1024;
    private const string ReserveName = ".reserve";

    private readonly FolderLock _lock;

    private RunFolder(string path, string id, DiskReserve reserve, FolderLock @lock)
    {
        _lock = @lock;
        Path = path;
        Id = id;
        Reserve = reserve;
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary><c>MACHINE/yyyy-MM-dd-SHA7[-N]</c>.</summary>
    public string Id { get; }

    /// <summary>Space for the report.</summary>
    public DiskReserve Reserve { get; }

    /// <summary>Creates the folder and takes the reserve.</summary>
    /// <param name="rootDirectory">The folder of all results.</param>
    /// <param name="machine">The machine's name.</param>
    /// <param name="day">Day of the start.</param>
    /// <param name="shortCommit">First digits of the commit.</param>
    /// <exception cref="ResultsException">The folder cannot be created or has no room.</exception>
    public static RunFolder Create(string rootDirectory, string machine, DateTimeOffset day, string shortCommit)
    {
        string root = System.IO.Path.GetFullPath(rootDirectory);
        string parent = System.IO.Path.Combine(root, machine);
        string name = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}-{shortCommit}");
        try
        {
            Directory.CreateDirectory(parent);
            FolderLock? taken = null;
            string unnamed = Directory.CreateDirectory(System.IO.Path.Combine(parent, $".new-{Guid.NewGuid():N}")).FullName;
            try
            {
                new DiskReserve(System.IO.Path.Combine(unnamed, ReserveName)).Hold(FirstReserveBytes);
                taken = FolderLock.TryTake(unnamed)!;
                string path = Claim(unnamed, System.IO.Path.Combine(parent, name));
                DiskReserve reserve = new(System.IO.Path.Combine(path, ReserveName), FirstReserveBytes);
                return new RunFolder(path, $"{machine}/{System.IO.Path.GetFileName(path)}", reserve, taken.MovedTo(path));
            }
            catch
            {
                taken?.Dispose();
                Directory.Delete(unnamed, recursive: true);
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ResultsException.Unwritable(root, exception);
        }
    }

    /// <summary>Takes the folder that a run left, deletes what it needed only while it ran, and takes a reserve.</summary>
    /// <param name="path">Absolute path; the folder exists.</param>
    /// <param name="id">The run's id.</param>
    /// <exception cref="ResultsException">The folder cannot be written to, has no room, or a run still goes on in it.</exception>
    public static RunFolder Open(string path, string id)
    {
        FolderLock? taken = null;
        try
        {
            taken = FolderLock.TryTake(path) ?? throw new ResultsException(
                $"--resume {path}: a run still goes on in it; wait for its end or stop it (fuser {System.IO.Path.Combine(path, FolderLock.FileName)} names its process)");
            string reserve = System.IO.Path.Combine(path, ReserveName);
            File.Delete(reserve);
            HalfFiles(path).ForEach(File.Delete);
            var folder = new RunFolder(path, id, new DiskReserve(reserve), taken);
            folder.Reserve.Hold(FirstReserveBytes);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            taken?.Dispose();
            throw new ResultsException($"--resume {path}: it cannot be written to: {FileProblem.Of(exception)}; free or unlock it, or start a new run", exception);
        }
    }

    // What AtomicFile was writing when the host was killed: NAME.GUID.tmp.
    private static List<string> HalfFiles(string path)
    {
        string pattern = $"*.{new string('?', 32)}.tmp";
        string[] places = [path, System.IO.Path.Combine(path, "samples")];
        return [.. places.Where(Directory.Exists).SelectMany(place => Directory.GetFiles(place, pattern))];
    }

    /// <summary>Gives the reserve and the folder up.</summary>
    public void Dispose()
    {
        Reserve.Release();
        _lock.Dispose();
    }

    // Renaming onto a folder that holds something fails, so of two runs that want the same name one gets it, whichever host they run on.
    private static string Claim(string unnamed, string wanted)
    {
        for (int number = 1; ; number++)
        {
            string path = number == 1 ? wanted : string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
            if (File.Exists(path) || Directory.Exists(path))
            {
                continue;
            }

            try
            {
                Directory.Move(unnamed, path);
                return path;
            }
            catch (IOException) when (File.Exists(path) || Directory.Exists(path))
            {
                continue;
            }
        }
    }
}
