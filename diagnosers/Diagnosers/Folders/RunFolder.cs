using System.Globalization;
using InferenceBench.Diagnosers.Results;

namespace InferenceBench.Diagnosers.Folders;

/// <summary>The folder of one run, its own and new: <c>ROOT/MACHINE/yyyy-MM-dd-SHA7[-N]</c>.</summary>
internal sealed class RunFolder
{
    private const long FirstReserveBytes = 256 * 1024;
    private const string ReserveName = ".reserve";

    private RunFolder(string path, string id, DiskReserve reserve)
    {
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
            string unnamed = Directory.CreateDirectory(System.IO.Path.Combine(parent, $".new-{Guid.NewGuid():N}")).FullName;
            try
            {
                new DiskReserve(System.IO.Path.Combine(unnamed, ReserveName)).Hold(FirstReserveBytes);
                string path = Claim(unnamed, System.IO.Path.Combine(parent, name));
                DiskReserve reserve = new(System.IO.Path.Combine(path, ReserveName), FirstReserveBytes);
                return new RunFolder(path, $"{machine}/{System.IO.Path.GetFileName(path)}", reserve);
            }
            catch
            {
                Directory.Delete(unnamed, recursive: true);
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ResultsException.Unwritable(root, exception);
        }
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
