using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Replay;

/// <summary>A recorded trace that stands in for a sensor in tests and demonstrations: CSV with <c>t_ns,watts</c>, <c>t_ns,energy_uj</c> or <c>t_ns,energy_mj</c> (<see cref="PowerTrace"/>).</summary>
public sealed class ReplayTrace
{
    /// <summary>Id of the source in every output.</summary>
    public const string SourceId = "replay";

    private readonly PowerTrace _trace;
    private readonly long _firstNs;

    private ReplayTrace(PowerTrace trace, EnergyWindow extent)
    {
        _trace = trace;
        _firstNs = extent.FromNs;
        Source = Describe(trace);
    }

    /// <summary>Reads a trace.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="PowerSourceException">The file cannot be read or is no trace; the message names the line.</exception>
    public static ReplayTrace Load(string file)
    {
        var trace = PowerTrace.Load(file);
        return trace.Extent switch
        {
            null => throw new PowerSourceException($"the trace {file} has no rows: there is nothing to replay"),
            { LengthNs: < 0 } => throw new PowerSourceException($"the trace {file} is longer than 292 years: its times are no nanoseconds of one clock"),
            { } extent => new ReplayTrace(trace, extent),
        };
    }

    /// <summary>
    /// What it stands for: one channel (<c>power</c> in W or <c>energy</c> in uJ or mJ) of scope <see cref="PowerScope.Board"/>. The sensor behind the file is
    /// not known, so nothing is added for its gain and zero, a counter's range is not known either (a negative step gives no energy), and the refresh period is
    /// the median distance of the readings (of a counter: of its steps).
    /// </summary>
    public RecordedSource Source { get; }

    /// <summary>The trace with its first row at a moment: the start of a case's first window.</summary>
    /// <param name="startNs">Monotonic nanoseconds.</param>
    public PowerRecording StartingAt(long startNs)
    {
        long[] times = [.. _trace.Series.TimesNs.Select(time => Nanoseconds.Add(startNs, Nanoseconds.Between(_firstNs, time)))];
        return new PowerRecording(Source, times, [.. _trace.Series.Values]);
    }

    private static RecordedSource Describe(PowerTrace trace)
    {
        TimeSpan? refresh = EnergyIntegrator.RefreshOf(trace.Series, trace.Channel.Kind == ChannelKind.EnergyCounter);
        TimeSpan period = refresh ?? TimeSpan.FromMilliseconds(100);
        var traits = new SensorTraits
        {
            NominalRefresh = period,
            PollPeriod = period,
            MinimumWindow = TimeSpan.Zero,
            GainUncertainty = 0,
        };
        var route = new EnergyRoute(trace.Channel.Kind == ChannelKind.EnergyCounter ? "counter" : "power", [0], trace.Channel.Kind, traits);
        return new RecordedSource(
            SourceId,
            Path.GetFileName(trace.File),
            trace.Channel.Scope,
            [trace.Channel],
            [route],
            null,
            [EnergyFlags.Replay],
            [new RefreshPeriod(period, refresh is not null)]);
    }
}
