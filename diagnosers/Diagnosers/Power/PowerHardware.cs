using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Jetson;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Diagnosers.Power;

/// <summary>What a power session needs of the machine; tests put scripts in its place.</summary>
internal sealed record PowerHardware
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(2);

    /// <summary>Opens a source.</summary>
    public required Func<PowerSelection, IPowerSource> Open { get; init; }

    /// <summary>Starts sampling open sources and owns them from then on.</summary>
    public required Func<IReadOnlyList<IPowerSource>, IPowerSampler> Sample { get; init; }

    /// <summary>Reads the state of the board.</summary>
    public required Func<BoardState> ReadBoard { get; init; }

    /// <summary>The monotonic clock of the readings, in nanoseconds.</summary>
    public required Func<long> NowNs { get; init; }

    /// <summary>Waits; less when it is cancelled.</summary>
    public required Action<TimeSpan, CancellationToken> Wait { get; init; }

    /// <summary>This machine.</summary>
    /// <param name="request">What the command line says of power.</param>
    public static PowerHardware Real(PowerRequest request)
    {
        return new PowerHardware
        {
            Open = selection => Find(selection.Id).Open(new SensorQuery(request.Root, selection.CudaOrdinal)),
            Sample = sources => new MonitorSampler(sources, request.LongestCase),
            ReadBoard = () => BoardState.Read(request.Root),
            NowNs = static () => MonotonicTime.NowNs,
            Wait = static (time, cancellation) => cancellation.WaitHandle.WaitOne(time),
        };
    }

    /// <summary>Waits until the value of a source has changed and been read once past the end of a window, at most 2 s: a counter's step after the end is its edge.</summary>
    /// <param name="window">The window; it is over.</param>
    /// <param name="source">The source.</param>
    public void WaitPast(EnergyWindow window, RecordedSource source)
    {
        TimeSpan refresh = source.Refresh.Count > 0 ? source.Refresh.Max(static period => period.Period) : TimeSpan.Zero;
        TimeSpan poll = source.Routes.Count > 0 ? source.Routes.Max(static route => route.Traits.PollPeriod) : TimeSpan.Zero;
        TimeSpan passed = TimeSpan.FromTicks((NowNs() - window.ToNs) / TimeSpan.NanosecondsPerTick);
        TimeSpan left = refresh + poll - passed;
        if (left > TimeSpan.Zero)
        {
            Wait(left < s_longestWait ? left : s_longestWait, CancellationToken.None);
        }
    }

    private static IPowerSensor Find(string id)
    {
        return PowerSensors.Find(id) ?? throw new PowerSourceException($"{id}: no such power source");
    }
}
