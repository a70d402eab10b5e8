namespace InferenceBench.Reporting.Traces;

/// <summary>Makes one trace of those of several launches of a case.</summary>
public static class LaunchTraces
{
    /// <summary>Inferences that one trace holds at most, 2^25: as many as the buffer of one launch, so that many launches need no more memory than one long one.</summary>
    public const int MostInferences = 1 << 25;

    /// <summary>The windows and inferences of all launches in their order. Inferences that find no room count as dropped, and the windows stay.</summary>
    /// <param name="launches">The traces in the order of the launches; each is taken only when the one before is done with.</param>
    /// <param name="mostInferences">Inferences that have room.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostInferences"/> is negative.</exception>
    public static InferenceTrace Join(IEnumerable<InferenceTrace> launches, int mostInferences = MostInferences)
    {
        ArgumentNullException.ThrowIfNull(launches);
        ArgumentOutOfRangeException.ThrowIfNegative(mostInferences);
        List<long> starts = [];
        List<long> ends = [];
        List<TraceWindow> windows = [];
        long dropped = 0;
        foreach (InferenceTrace launch in launches)
        {
            int first = starts.Count;
            int kept = Math.Min(launch.StartNs.Count, mostInferences - first);
            starts.AddRange(launch.StartNs.Take(kept));
            ends.AddRange(launch.EndNs.Take(kept));
            windows.AddRange(launch.Windows.Select(window => Shift(window, first, kept)));
            dropped += launch.Dropped + (launch.StartNs.Count - kept);
        }

        return new InferenceTrace(starts, ends, windows, dropped);
    }

    private static TraceWindow Shift(TraceWindow window, int first, int kept)
    {
        int start = Math.Min(window.First, kept);
        return window with { First = first + start, Count = Math.Min(window.Count, kept - start) };
    }
}
