using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Recording;

/// <summary>Readings of one source over some time: a copy that the sampler no longer touches.</summary>
public sealed class PowerRecording
{
    private readonly long[] _timesNs;
    private readonly double[] _values;

    /// <summary>A recording.</summary>
    /// <param name="source">What was read.</param>
    /// <param name="timesNs">[readings]: moments in monotonic nanoseconds, the middle of each reading.</param>
    /// <param name="values">[readings × channels]: the values, one reading after the other; NaN where a reading failed.</param>
    public PowerRecording(RecordedSource source, long[] timesNs, double[] values)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(timesNs);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != timesNs.Length * source.Channels.Count)
        {
            throw new ArgumentException($"{values.Length} values are not {timesNs.Length} readings of {source.Channels.Count} channels", nameof(values));
        }

        Source = source;
        _timesNs = timesNs;
        _values = values;
    }

    /// <summary>What was read.</summary>
    public RecordedSource Source { get; }

    /// <summary>Moments of the readings in monotonic nanoseconds.</summary>
    public IReadOnlyList<long> TimesNs => _timesNs;

    /// <summary>[readings]: how long each reading took in nanoseconds, half of it before and half after its moment; empty when it is not known.</summary>
    public IReadOnlyList<long> ReadNs { get; init; } = [];

    /// <summary>Why the source was lost during this time; null when it was not.</summary>
    public string? LostReason { get; init; }

    /// <summary>Readings that the ring lost because it was full.</summary>
    public long LostSamples { get; init; }

    /// <summary>The readings of one channel.</summary>
    /// <param name="channel">Its index.</param>
    public SampleSeries Series(int channel)
    {
        int channels = Source.Channels.Count;
        var values = new double[_timesNs.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _values[(i * channels) + channel];
        }

        return new SampleSeries(_timesNs, values);
    }

    /// <summary>Index of the channel with this name; -1 when there is none.</summary>
    /// <param name="name">The name.</param>
    public int IndexOf(string name)
    {
        for (int i = 0; i < Source.Channels.Count; i++)
        {
            if (Source.Channels[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
