using InferenceBench.Sampling.Recording.Native;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Recording;

/// <summary>What a sampler's thread does: waits for the next moment of its schedule, reads, stamps. Neither allocates nor logs, and holds no lock.</summary>
internal sealed class SamplingLoop
{
    private readonly IPowerSource _source;
    private readonly ISamplingClock _clock;
    private readonly SamplerControl _control;
    private readonly PollSchedule _schedule;
    private readonly long _periodNs;
    private readonly long _firstCpuNs;
    private readonly long _firstAllocatedBytes;
    private long _readNs;
    private long _longestReadNs;
    private long _cpuNs;
    private long _allocatedBytes;
    private long _overruns;
    private long _readingSinceNs;

    /// <summary>A loop that has not begun. To be created on the thread that runs it.</summary>
    /// <param name="source">What it reads.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="control">What others want of it.</param>
    /// <param name="period">How often it reads.</param>
    /// <param name="settings">How it is sampled.</param>
    public SamplingLoop(IPowerSource source, ISamplingClock clock, SamplerControl control, TimeSpan period, SamplerSettings settings)
    {
        _source = source;
        _clock = clock;
        _control = control;
        _periodNs = MonotonicTime.Nanoseconds(period);
        _schedule = new PollSchedule(clock.NowNs, _periodNs, settings.Seed);
        Ring = new SampleRing(SamplingPeriod.Capacity(period, settings.Kept), source.Channels.Count);
        _cpuNs = _firstCpuNs = ThreadCpuTime.NowNs;
        _allocatedBytes = _firstAllocatedBytes = GC.GetAllocatedBytesForCurrentThread();
    }

    /// <summary>The readings.</summary>
    public SampleRing Ring { get; }

    /// <summary>Its period in nanoseconds.</summary>
    public long PeriodNs => _periodNs;

    /// <summary>Since when the reading lasts that it is at, in monotonic nanoseconds; null between readings.</summary>
    public long? ReadingSinceNs => Volatile.Read(ref _readingSinceNs) is not 0 and long since ? since : null;

    /// <summary>What it has done so far; figures of about the same moment. Any thread.</summary>
    public SamplerStatistics Statistics
    {
        get
        {
            long rows = Ring.Written;
            long cpuNs = Volatile.Read(ref _cpuNs);
            return new SamplerStatistics(
                MonotonicTime.Duration(_periodNs),
                rows,
                Volatile.Read(ref _overruns),
                MonotonicTime.Duration(Volatile.Read(ref _readNs) / Math.Max(1, rows)),
                MonotonicTime.Duration(Volatile.Read(ref _longestReadNs)),
                cpuNs < 0 ? null : MonotonicTime.Duration(cpuNs - _firstCpuNs),
                Volatile.Read(ref _allocatedBytes) - _firstAllocatedBytes);
        }
    }

    /// <summary>Reads until it is stopped.</summary>
    /// <exception cref="PowerSourceException">The source is gone for good.</exception>
    public void Run()
    {
        while (!_control.IsStopping)
        {
            Step();
        }
    }

    /// <summary>Reads when a reading is due or asked for; else sleeps, which may end early.</summary>
    /// <exception cref="PowerSourceException">The source is gone for good.</exception>
    internal void Step()
    {
        if (_control.IsPaused)
        {
            _clock.WaitUntil(long.MaxValue);
            _schedule.Restart(_clock.NowNs);
            return;
        }

        long asked = _control.Asked;
        bool isDue = _clock.NowNs >= _schedule.DueNs;
        if (!isDue && asked == _control.Answered)
        {
            _clock.WaitUntil(_schedule.DueNs);
            return;
        }

        Read();
        _control.Answer(asked);
        if (isDue)
        {
            _schedule.Advance(_clock.NowNs);
            Volatile.Write(ref _overruns, _schedule.Overruns);
        }
    }

    /// <summary>Makes one reading.</summary>
    /// <exception cref="PowerSourceException">The source is gone for good.</exception>
    internal void Read()
    {
        Span<double> row = Ring.BeginRow();
        long before = _clock.NowNs;
        Volatile.Write(ref _readingSinceNs, before);
        _source.Read(row);
        long took = _clock.NowNs - before;
        Volatile.Write(ref _readingSinceNs, 0);
        Ring.EndRow(before + (took / 2), took);
        Volatile.Write(ref _readNs, _readNs + took);
        Volatile.Write(ref _longestReadNs, Math.Max(_longestReadNs, took));
        Volatile.Write(ref _cpuNs, ThreadCpuTime.NowNs);
        Volatile.Write(ref _allocatedBytes, GC.GetAllocatedBytesForCurrentThread());
    }
}
