using InferenceBench.Sampling.Sources.Native;

namespace InferenceBench.Sampling.Sources.Files;

/// <summary>The files of one sensor, kept open. On an ordinary file system an open file outlives its folder and would deliver its last value for ever; here the folders are looked at
/// with each reading (a microsecond each) and the files opened anew every second. One thread at a time.</summary>
internal sealed class KernelFileSet : IDisposable
{
    private static readonly TimeSpan s_reopenPeriod = TimeSpan.FromSeconds(1);
    private readonly string _sensor;
    private readonly TimeProvider _time;
    private readonly List<KernelFile> _files = [];
    private readonly List<(string Path, byte[] Encoded)> _folders = [];
    private long _openedAt;

    /// <summary>An empty set.</summary>
    /// <param name="sensor">What the files belong to, for messages.</param>
    /// <param name="time">The clock.</param>
    public KernelFileSet(string sensor, TimeProvider time)
    {
        _sensor = sensor;
        _time = time;
        _openedAt = time.GetTimestamp();
    }

    /// <summary>Opens a file and keeps it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="error">0, or the error number.</param>
    /// <returns>The file; null when it cannot be opened.</returns>
    public KernelFile? TryOpen(string path, out int error)
    {
        KernelFile? file = KernelFile.TryOpen(path, out error);
        if (file is not null)
        {
            _files.Add(file);
            string folder = Path.GetDirectoryName(path) ?? "/";
            if (!_folders.Exists(known => known.Path == folder))
            {
                _folders.Add((folder, FileCalls.Encode(folder)));
            }
        }

        return file;
    }

    /// <summary>Checks that the sensor is still there; called before each reading. Allocates nothing unless it throws.</summary>
    /// <exception cref="PowerSourceException">A folder or a file is gone.</exception>
    public void ThrowIfGone()
    {
        foreach ((string path, byte[] encoded) in _folders)
        {
            if (!FileCalls.Exists(encoded))
            {
                throw Vanished(path);
            }
        }

        if (_time.GetElapsedTime(_openedAt) < s_reopenPeriod)
        {
            return;
        }

        _openedAt = _time.GetTimestamp();
        foreach (KernelFile file in _files)
        {
            file.Reopen();
            ThrowIfGone(file);
        }
    }

    /// <summary>Checks what the latest read of a file found.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="PowerSourceException">The file or its device is gone.</exception>
    public void ThrowIfGone(KernelFile file)
    {
        if (file.IsGone)
        {
            throw Vanished(file.Path);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _files.ForEach(static file => file.Dispose());
    }

    private PowerSourceException Vanished(string path)
    {
        return new PowerSourceException($"the sensor {_sensor} vanished: {path} is no longer there; was its driver unloaded or its device removed?");
    }
}
