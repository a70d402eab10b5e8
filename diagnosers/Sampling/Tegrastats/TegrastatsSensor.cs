using InferenceBench.Sampling.Ina3221;
using InferenceBench.Sampling.Jetson;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Tegrastats;

/// <summary><c>tegrastats</c>, the tool of Jetson Linux: load of GPU and memory controller, memory, temperatures and, where the kernel shows them, rails.</summary>
public sealed class TegrastatsSensor : IPowerSensor
{
    // It prints its first line after one interval; a busy board takes longer to start it.
    private static readonly TimeSpan s_firstLineLimit = TimeSpan.FromSeconds(5);

    // Where releases before 32 have it.
    private static readonly string[] s_files = ["usr/bin/tegrastats", "usr/sbin/tegrastats", "home/nvidia/tegrastats", "home/ubuntu/tegrastats"];

    /// <inheritdoc/>
    public string Id => TegrastatsSource.SourceId;

    /// <inheritdoc/>
    public SensorStatus Probe(SensorQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var files = new BoardFiles(query.Root);
        if (Find(files) is not { } file)
        {
            return SensorStatus.No(Id, "tegrastats is not here: no Jetson, or a container without it", "in a container on a Jetson, mount /usr/bin/tegrastats of the host");
        }

        return files.IsMachine
            ? new SensorStatus(Id, true, SensorAccess.Granted, "older releases print rails and memory clocks to root alone", null, [$"{file}: GPU and memory load, memory, temperatures, rails"])
            : SensorStatus.No(Id, $"{file} is a program: below --root it is not started", "its rails are read from the kernel's files by ina3221");
    }

    /// <inheritdoc/>
    public IPowerSource Open(SensorQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var files = new BoardFiles(query.Root);
        string file = Find(files) ?? throw new PowerSourceException("tegrastats is not on PATH nor in /usr/bin: this is no Jetson, or a container without it; mount it or use another source");
        if (!files.IsMachine)
        {
            throw new PowerSourceException($"{file} is a program, and below --root {query.Root} none is started; use ina3221, which reads the kernel's files there");
        }

        return TegrastatsSource.Open(file, BoardMatch.ReadModel(files.Root), s_firstLineLimit);
    }

    private static string? Find(BoardFiles files)
    {
        return (files.IsMachine ? BoardProgram.Find("tegrastats")?.Path : null) ?? s_files.Select(files.FullPath).FirstOrDefault(File.Exists);
    }
}
