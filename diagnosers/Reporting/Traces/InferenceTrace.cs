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

    /// <summary>Writes a trace file (format: <c>results/README.md</c>), atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stamps">Pairs of start and end in <see cref="System.Diagnostics.Stopwatch"/> ticks.</param>
    /// <param name="windows">Iterations, in ticks.</param>
    /// <param name="dropped">Inferences that found no room.</param>
    public static void Write(string path, ReadOnlySpan<long> stamps, IReadOnlyList<TraceWindow> windows, long dropped)
    {
        throw new NotImplementedException();
    }

    /// <summary>Reads a trace file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is no trace or is cut off; the message names it.</exception>
    public static InferenceTrace Read(string path)
    {
        throw new NotImplementedException();
    }
}
