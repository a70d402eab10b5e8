namespace InferenceBench.Sampling.Energy;

/// <summary>The windows that have a length.</summary>
internal sealed class WindowSet
{
    private readonly EnergyWindow[] _windows;

    /// <summary>Checks windows.</summary>
    /// <exception cref="ArgumentException">A window ends before its start, or starts before the end of the one before it.</exception>
    public WindowSet(IReadOnlyList<EnergyWindow> windows)
    {
        for (int i = 0; i < windows.Count; i++)
        {
            if (windows[i].ToNs < windows[i].FromNs || (i > 0 && windows[i].FromNs < windows[i - 1].ToNs))
            {
                throw new ArgumentException($"window {i} from {windows[i].FromNs} to {windows[i].ToNs} ns goes back in time", nameof(windows));
            }
        }

        _windows = [.. windows.Where(static window => window.ToNs > window.FromNs)];
        LengthNs = Nanoseconds.Sum(_windows.Select(static window => Nanoseconds.Between(window.FromNs, window.ToNs)));
    }

    /// <summary>Those windows in order.</summary>
    public IReadOnlyList<EnergyWindow> All => _windows;

    /// <summary>Their length in nanoseconds.</summary>
    public long LengthNs { get; }

    /// <summary>Their length in seconds.</summary>
    public double Seconds => LengthNs / 1e9;

    /// <summary>Number of times that lie in a window, its edges included; each counts once.</summary>
    /// <param name="timesNs">Sorted times.</param>
    public int CountInside(long[] timesNs)
    {
        return IndexesInside(timesNs).Count();
    }

    /// <summary>Indexes of the times that lie in a window, its edges included.</summary>
    /// <param name="timesNs">Sorted times.</param>
    public IEnumerable<int> IndexesInside(long[] timesNs)
    {
        int next = 0;
        foreach (EnergyWindow window in _windows)
        {
            next = Math.Max(next, SortedTimes.FirstAtOrAfter(timesNs, window.FromNs));
            for (; next < timesNs.Length && timesNs[next] <= window.ToNs; next++)
            {
                yield return next;
            }
        }
    }

    /// <summary>
    /// Windows that follow each other as one: what a sensor misplaces at the end of one comes back at the start of the next, so only a span's own edges are
    /// uncertain. A case's iterations are microseconds apart.
    /// </summary>
    /// <param name="apartNs">Greatest distance of windows in one span.</param>
    public IReadOnlyList<EnergyWindow> Spans(long apartNs)
    {
        var spans = new List<EnergyWindow>();
        foreach (EnergyWindow window in _windows)
        {
            if (spans.Count > 0 && Nanoseconds.Between(spans[^1].ToNs, window.FromNs) <= apartNs)
            {
                spans[^1] = spans[^1] with { ToNs = window.ToNs };
            }
            else
            {
                spans.Add(window);
            }
        }

        return spans;
    }
}
