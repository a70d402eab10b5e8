namespace InferenceBench.Frameworks.TensorRt.Engines;

/// <summary>
/// Held while one engine is looked up and built: a second process that wants the same one waits and then finds it ready, and does not disturb the builder, which measures
/// kernels. The system lets go of it when its process ends, however it ends.
/// </summary>
internal sealed class EngineLock : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    // EWOULDBLOCK, with which flock says that another process holds it.
    private const int HeldByAnother = 11;

    private readonly FileStream? _file;

    private EngineLock(FileStream? file)
    {
        _file = file;
    }

    /// <summary>Waits for the lock of an engine. Where no lock file can be had nothing is held: a double build then costs time and nothing else.</summary>
    /// <param name="engineFile">The engine's file.</param>
    public static EngineLock Take(string engineFile)
    {
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(engineFile)!);
                return new EngineLock(new FileStream(engineFile + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException e) when ((e.HResult & 0xFFFF) == HeldByAnother)
            {
                Thread.Sleep(s_pause);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new EngineLock(null);
            }
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
    }
}
