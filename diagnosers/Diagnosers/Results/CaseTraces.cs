using InferenceBench.Diagnosers.Folders;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Diagnosers.Results;

/// <summary>Reads the traces that the launches of a case left and makes one of several. Does not throw for a trace that is missing or damaged: that is a note.</summary>
internal sealed class CaseTraces
{
    private readonly ScratchFolder _scratch;

    /// <summary>Traces of a run.</summary>
    /// <param name="scratch">Where children write.</param>
    public CaseTraces(ScratchFolder scratch)
    {
        _scratch = scratch;
    }

    /// <summary>The trace of all launches. Sets the slot's file, notes on it, and the windows of its launches.</summary>
    /// <param name="slot">The case; its children have gone.</param>
    /// <returns>Null when no launch left a trace that can be read.</returns>
    public InferenceTrace? Read(CaseSlot slot)
    {
        if (slot.LaunchCount == 1)
        {
            slot.TraceFile = slot.Launches is [.., var only] && File.Exists(only.TraceFile) ? only.TraceFile : null;
            return slot.TraceFile is null ? null : TryRead(slot, slot.Launches.Count - 1);
        }

        int[] windows = new int[slot.Launches.Count];
        InferenceTrace trace = LaunchTraces.Join(Each(slot, windows));
        if (windows.All(static count => count == 0))
        {
            return null;
        }

        slot.Report = slot.Report with { LaunchWindows = windows };
        slot.TraceFile = TryWrite(slot, trace);
        return trace;
    }

    private static IEnumerable<InferenceTrace> Each(CaseSlot slot, int[] windows)
    {
        for (int index = 0; index < windows.Length; index++)
        {
            string file = slot.Launches[index].TraceFile;
            if (!File.Exists(file))
            {
                slot.Note(LaunchFacts.Tell(index, slot.LaunchCount, "its process left no trace: no figure is over it"));
            }
            else if (TryRead(slot, index) is { } trace)
            {
                windows[index] = trace.Windows.Count;
                yield return trace;
                File.Delete(file);
            }
        }
    }

    private static InferenceTrace? TryRead(CaseSlot slot, int index)
    {
        try
        {
            return InferenceTrace.Read(slot.Launches[index].TraceFile);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            slot.Note(LaunchFacts.Tell(index, slot.LaunchCount, $"no latencies: {exception.Message}"));
            return null;
        }
    }

    private string? TryWrite(CaseSlot slot, InferenceTrace trace)
    {
        string file = _scratch.NextFile(".trace");
        try
        {
            trace.Write(file);
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            slot.Note($"the trace could not be saved: {FileProblem.Of(exception)}");
            return null;
        }
    }
}
