using System.Diagnostics;
using System.Runtime.InteropServices;

namespace InferenceBench.Children;

/// <summary>A folder that is gone when it is disposed of, and also when Ctrl-C, SIGTERM or SIGHUP ends the program before that.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    // Another thread or a child may write into it while it is deleted.
    private const int Attempts = 5;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Creates the folder.</summary>
    /// <param name="path">Absolute path; it does not exist.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">Its parent does not allow it.</exception>
    public TemporaryFolder(string path)
    {
        Path = path;

        // Registered first: a signal between the two would leave the folder.
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, _ => Delete()))];
        Directory.CreateDirectory(path);
    }

    /// <summary>Creates a folder of a new name among the system's temporary files.</summary>
    /// <param name="purpose">What it is for; part of its name.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">Its parent does not allow it.</exception>
    public static TemporaryFolder Create(string purpose)
    {
        return new TemporaryFolder(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"inferencebench-{purpose}-{Guid.NewGuid():N}"));
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Deletes it with all in it, if it is still there.</summary>
    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        Delete();
    }

    private void Delete()
    {
        for (int attempt = 0; attempt < Attempts && Directory.Exists(Path); attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Trace.WriteLine($"{Path} is in use: {exception.Message}");
                Thread.Sleep(s_pause);
            }
        }
    }
}
