using InferenceBench.Sampling.Energy;

namespace InferenceBench.Sampling.Recording;

/// <summary>The readings of one source over a time of any length: taken from a monitor piece by piece, before its ring loses them. One thread at a time.</summary>
public sealed class RecordingTape
{
    private readonly PowerMonitor _monitor;
    private readonly int _source;
    private readonly List<long> _timesNs = [];
    private readonly List<long> _readNs = [];
    private readonly List<double> _values = [];
    private long _fromNs;
    private long _lostSamples;

    /// <summary>An empty tape.</summary>
    /// <param name="monitor">The monitor.</param>
    /// <param name="source">Index in <see cref="PowerMonitor.Sources"/>.</param>
    /// <param name="fromNs">Where it begins, in monotonic nanoseconds; a second before that is taken, too.</param>
    public RecordingTape(PowerMonitor monitor, int source, long fromNs)
    {
        _monitor = monitor;
        _source = source;
        _fromNs = fromNs;
    }

    /// <summary>Takes what was read until now. To be called every few minutes: the ring holds 15 minutes, at periods below 4 ms less.</summary>
    public void Advance()
    {
        Take(MonotonicTime.NowNs);
    }

    /// <summary>Everything since the tape's begin.</summary>
    /// <param name="toNs">The end in monotonic nanoseconds, not in the future.</param>
    public PowerRecording Finish(long toNs)
    {
        string? lostReason = Take(toNs);
        return new PowerRecording(_monitor.Sources[_source], [.. _timesNs], [.. _values])
        {
            ReadNs = [.. _readNs],
            LostReason = lostReason,
            LostSamples = _lostSamples,
        };
    }

    private string? Take(long toNs)
    {
        PowerRecording piece = _monitor.Capture(_source, new EnergyWindow(_fromNs, toNs));
        int channels = piece.Source.Channels.Count;
        SampleSeries[] series = [.. Enumerable.Range(0, channels).Select(piece.Series)];
        long afterNs = _timesNs.Count > 0 ? _timesNs[^1] : long.MinValue;
        for (int row = 0; row < piece.TimesNs.Count; row++)
        {
            if (piece.TimesNs[row] > afterNs)
            {
                _timesNs.Add(piece.TimesNs[row]);
                _readNs.Add(piece.ReadNs[row]);
                _values.AddRange(series.Select(channel => channel.Values[row]));
            }
        }

        _fromNs = toNs;
        _lostSamples += piece.LostSamples;
        return piece.LostReason;
    }
}
