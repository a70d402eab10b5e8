using System.Diagnostics;
using InferenceBench.Reporting.Files;

namespace InferenceBench.Reporting.Traces;

/// <summary>Start and end of every inference of the actual stage, in monotonic nanoseconds, and the iterations they belong to.</summary>
/// <param name="StartNs">Start of each inference, monotonic clock.</param>
/// <param name="EndNs">End of each inference, same length.</param>
/// <param name="Windows">Iterations in order.</param>
/// <param name="Dropped">Inferences that ran but found no room in the buffer.</param>
public sealed record InferenceTrace(
    IReadOnlyList<long> StartNs,
    IReadOnlyList<long> EndNs,
    IReadOnlyList<TraceWindow> Windows,
    long Dropped)
{
    /// <summary>Environment variable with the absolute path that a child writes its trace to.</summary>
    public const string PathVariable = "INFERENCEBENCH_TRACE";

    /// <summary>Nanoseconds spent in the iterations: the sum of the windows, gaps between them left out.</summary>
    public long BusyNs => Windows.Sum(static window => window.EndNs - window.StartNs);

    /// <summary>Writes a trace file (format: <c>results/README.md</c>), atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stamps">Pairs of start and end in <see cref="Stopwatch"/> ticks.</param>
    /// <param name="windows">Iterations, in ticks.</param>
    /// <param name="dropped">Inferences that found no room.</param>
    /// <exception cref="ArgumentException">The number of stamps is odd.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write in the folder.</exception>
    public static void Write(string path, ReadOnlySpan<long> stamps, IReadOnlyList<TraceWindow> windows, long dropped)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (stamps.Length % 2 != 0)
        {
            throw new ArgumentException($"{stamps.Length} stamps are no pairs of start and end", nameof(stamps));
        }

        byte[] content = TraceFormat.Encode(stamps, windows, dropped, Stopwatch.Frequency);
        AtomicFile.Write(path, stream => stream.Write(content));
    }

    /// <summary>Writes this trace to a file, atomically.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to write in the folder.</exception>
    public void Write(string path)
    {
        long[] stamps = new long[2 * StartNs.Count];
        for (int i = 0; i < StartNs.Count; i++)
        {
            stamps[2 * i] = StartNs[i];
            stamps[(2 * i) + 1] = EndNs[i];
        }

        byte[] content = TraceFormat.Encode(stamps, Windows, Dropped, TraceFormat.NanosecondsPerSecond);
        AtomicFile.Write(path, stream => stream.Write(content));
    }

    /// <summary>Reads a trace file. What it allocates is bounded by the file's length, whatever its header claims.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is no trace or is cut off; the message names it.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read the file.</exception>
    public static InferenceTrace Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        try
        {
            return TraceFormat.Decode(stream);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"{path} is not a whole inference trace: {exception.Message}", exception);
        }
    }
}
