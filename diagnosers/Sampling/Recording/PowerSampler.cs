using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Recording;

/// <summary>Samples one source on a thread of its own. Owns the source.</summary>
internal sealed class PowerSampler : IDisposable
{
    private const int Running = 0;
    private const int Ended = 1;
    private const int Abandoned = 2;

    // A reading may hang in a driver: nobody waits longer than this for one.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private static readonly long s_marginNs = MonotonicTime.Nanoseconds(TimeSpan.FromSeconds(1));
    private static readonly long s_firstWaitNs = MonotonicTime.Nanoseconds(TimeSpan.FromMilliseconds(1));
    private readonly IPowerSource _source;
    private readonly SamplerSettings _settings;
    private readonly SamplingClock _clock = new();
    private readonly SamplerControl _control;
    private readonly ManualResetEventSlim _ready = new();
    private readonly Thread _thread;
    private volatile IReadOnlyList<RefreshPeriod> _refresh;
    private volatile SamplingLoop? _loop;
    private volatile SourceLoss? _loss;
    private long _startedNs;
    private int _state = Running;
    private bool _isDisposed;

    private PowerSampler(IPowerSource source, SamplerSettings settings)
    {
        _source = source;
        _settings = settings;
        _control = new SamplerControl(_clock);
        _refresh = [.. source.Routes.Select(static route => new RefreshPeriod(route.Traits.NominalRefresh, false))];
        _thread = new Thread(Run) { IsBackground = true, Name = $"power sampler {source.Id}" };
    }

    /// <summary>What it has done so far; null before its first reading.</summary>
    public SamplerStatistics? Statistics => _loop?.Statistics;

    /// <summary>Starts the thread, which measures the refresh first.</summary>
    /// <param name="source">An open source.</param>
    /// <param name="settings">How it is sampled.</param>
    public static PowerSampler Start(IPowerSource source, SamplerSettings settings)
    {
        var sampler = new PowerSampler(source, settings);
        sampler._startedNs = sampler._clock.NowNs;
        sampler._thread.Start();
        return sampler;
    }

    /// <summary>Waits for the first reading, or for the loss of the source; not for a reading that hangs.</summary>
    /// <returns>What is recorded from here on.</returns>
    public RecordedSource Describe()
    {
        _ready.Wait(RefreshProbe.Limit + s_patience);
        return new RecordedSource(
            _source.Id, _source.Board, _source.Scope, _source.Channels, _source.Routes, _source.NoEnergyReason, _source.Flags, _refresh);
    }

    /// <summary>Leaves the source alone until <see cref="Resume"/>; a reading that has begun is finished.</summary>
    public void Pause()
    {
        _control.Pause();
    }

    /// <summary>Reads on.</summary>
    public void Resume()
    {
        _control.Resume();
    }

    /// <summary>Copies the readings of a window and of a second on either side.</summary>
    /// <param name="source">What <see cref="Describe"/> returned.</param>
    /// <param name="window">The window.</param>
    public PowerRecording Capture(RecordedSource source, EnergyWindow window)
    {
        if (_loop is not { } loop)
        {
            return new PowerRecording(source, [], []) { LostReason = LossOf(window, 0, _startedNs)?.Reason };
        }

        long? hangsSinceNs = Reach(loop, window.ToNs) ? null : loop.ReadingSinceNs;
        SampleRows rows = loop.Ring.Copy(window.FromNs - s_marginNs, window.ToNs + s_marginNs);
        return new PowerRecording(source, rows.TimesNs, rows.Values)
        {
            ReadNs = rows.ReadNs,
            LostReason = LossOf(window, loop.PeriodNs, hangsSinceNs)?.Reason,
            LostSamples = loop.Ring.LostSince(window.FromNs, rows.TimesNs is [var oldest, ..] ? oldest : window.ToNs),
        };
    }

    /// <summary>Reads as soon as possible.</summary>
    public void Touch()
    {
        if (!_isDisposed)
        {
            _ = _control.Ask();
        }
    }

    /// <summary>No further reading begins.</summary>
    public void Stop()
    {
        if (!_isDisposed)
        {
            _control.Stop();
        }
    }

    /// <summary>Stops the thread and closes the source; when a reading hangs, its thread closes it once it comes back.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _control.Stop();
        if (_thread.Join(s_patience) || Interlocked.CompareExchange(ref _state, Abandoned, Running) == Ended)
        {
            _source.Dispose();
            _clock.Dispose();
            _ready.Dispose();
        }
    }

    private void Run()
    {
        try
        {
            Sample();
        }
#pragma warning disable CA1031 // Whatever a driver does costs its own energy, never the run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _loss = SourceLoss.Of(_source.Id, exception, _clock.NowNs);
        }

        _ready.Set();
        if (Interlocked.CompareExchange(ref _state, Ended, Running) == Abandoned)
        {
            _source.Dispose();
        }
    }

    private void Sample()
    {
        _refresh = RefreshProbe.Measure(_source, _clock, () => _control.IsStopping);

        // A thread's first wait allocates what its later ones use: here, and not in the loop.
        _clock.WaitUntil(_clock.NowNs + s_firstWaitNs);
        TimeSpan period = _settings.Period ?? SamplingPeriod.Of(_source.Routes, _refresh);
        var loop = new SamplingLoop(_source, _clock, _control, period, _settings);
        loop.Read();
        _loop = loop;
        _ready.Set();
        loop.Run();
    }

    // The edge of the window may lie behind the last reading; and a source that is gone is noticed by reading it.
    private bool Reach(SamplingLoop loop, long toNs)
    {
        bool isReached = loop.Ring.LastNs is { } last && last >= toNs && _clock.NowNs - last <= 2 * loop.PeriodNs;
        if (isReached || _control.IsPaused)
        {
            return true;
        }

        long number = _control.Ask();
        return SpinWait.SpinUntil(() => _control.Answered >= number || _state != Running, s_patience);
    }

    private SourceLoss? LossOf(EnergyWindow window, long periodNs, long? hangsSinceNs)
    {
        SourceLoss? loss = _loss ?? (hangsSinceNs is { } since ? SourceLoss.OfHang(_source.Id, since, _clock.NowNs) : null);
        return loss is not null && loss.Concerns(window, periodNs) ? loss : null;
    }
}
