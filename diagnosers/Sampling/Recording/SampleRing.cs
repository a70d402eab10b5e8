namespace InferenceBench.Sampling.Recording;

/// <summary>The last rows of one source in memory that is there from the start. One thread writes, any thread copies; nobody ever waits.</summary>
/// <remarks>
/// The writer fills a row in place and then publishes it by its number. A reader copies rows and only then looks how far the writer has
/// come: rows that the writer may have touched meanwhile are left out. The row that is being filled takes the place of the oldest one, so
/// one row less than the capacity can be read.
/// </remarks>
internal sealed class SampleRing
{
    private readonly long[] _timesNs;
    private readonly long[] _readNs;
    private readonly double[] _values;
    private readonly int _channels;
    private long _firstNs;
    private long _written;

    /// <summary>An empty ring.</summary>
    /// <param name="capacity">Rows, at least 2.</param>
    /// <param name="channels">Values of a row.</param>
    public SampleRing(int capacity, int channels)
    {
        _timesNs = new long[capacity];
        _readNs = new long[capacity];
        _values = new double[checked(capacity * channels)];
        _channels = channels;
    }

    /// <summary>Rows written so far, overwritten ones included.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>Moment of the newest row; null when there is none.</summary>
    public long? LastNs => Written is > 0 and long written ? _timesNs[(written - 1) % _timesNs.Length] : null;

    /// <summary>The values of the row that comes next, to be filled. Writer only.</summary>
    public Span<double> BeginRow()
    {
        return _values.AsSpan((int)(_written % _timesNs.Length) * _channels, _channels);
    }

    /// <summary>Publishes the row that was filled. Writer only.</summary>
    /// <param name="timeNs">Middle of the reading, in monotonic nanoseconds, not before that of the last row.</param>
    /// <param name="readNs">How long the reading took.</param>
    public void EndRow(long timeNs, long readNs)
    {
        long row = _written;
        int slot = (int)(row % _timesNs.Length);
        _timesNs[slot] = timeNs;
        _readNs[slot] = readNs;
        if (row == 0)
        {
            _firstNs = timeNs;
        }

        Volatile.Write(ref _written, row + 1);

        // What comes next overwrites the oldest row: no reader may see that before it sees the number.
        Interlocked.MemoryBarrier();
    }

    /// <summary>Copies the rows of some time.</summary>
    /// <param name="fromNs">Rows from here, this moment included.</param>
    /// <param name="toNs">Rows to here, this moment included.</param>
    public SampleRows Copy(long fromNs, long toNs)
    {
        long end = Written;
        long last = end;
        while (last > Oldest(end) && TimeOf(last - 1) > toNs)
        {
            last--;
        }

        long first = last;
        while (first > Oldest(end) && TimeOf(first - 1) >= fromNs)
        {
            first--;
        }

        SampleRows rows = Copy(first, (int)(last - first));
        Interlocked.MemoryBarrier();
        long oldest = Oldest(Written);
        return rows.Without((int)Math.Clamp(oldest - first, 0, last - first));
    }

    /// <summary>About how many rows of some time were overwritten: their share of all overwritten ones by time.</summary>
    /// <param name="fromNs">Start of that time.</param>
    /// <param name="oldestNs">Moment of the oldest row that is still there.</param>
    public long LostSince(long fromNs, long oldestNs)
    {
        long overwritten = Oldest(Written);
        long lostFromNs = Math.Max(fromNs, _firstNs);
        return overwritten == 0 || oldestNs <= lostFromNs
            ? 0
            : Math.Max(1, (long)((Int128)overwritten * (oldestNs - lostFromNs) / (oldestNs - _firstNs)));
    }

    private long Oldest(long written)
    {
        return Math.Max(0, written - (_timesNs.Length - 1));
    }

    private long TimeOf(long row)
    {
        return _timesNs[row % _timesNs.Length];
    }

    private SampleRows Copy(long first, int count)
    {
        var rows = new SampleRows(new long[count], new long[count], new double[count * _channels]);
        for (int i = 0; i < count; i++)
        {
            int slot = (int)((first + i) % _timesNs.Length);
            rows.TimesNs[i] = _timesNs[slot];
            rows.ReadNs[i] = _readNs[slot];
            _values.AsSpan(slot * _channels, _channels).CopyTo(rows.Values.AsSpan(i * _channels));
        }

        return rows;
    }
}
