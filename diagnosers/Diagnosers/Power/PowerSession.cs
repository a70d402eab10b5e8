using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Diagnosers.Power;

/// <summary>The power of one run: its open sources, idle power before and after, the energy of each case. No member throws: a problem becomes a reason or a note.</summary>
internal sealed class PowerSession : IDisposable
{
    private readonly PowerPlan _plan;
    private readonly PowerHardware _hardware;
    private readonly string _folder;
    private readonly Action<string> _note;
    private readonly IdleMeter _meter;
    private readonly PowerCsv _csv;
    private readonly IReadOnlyList<IdleReport> _idleBefore;
    private PowerFeeds? _feeds;

    /// <summary>A session that reads nothing before its start.</summary>
    /// <param name="plan">What is read.</param>
    /// <param name="hardware">The machine.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="note">Takes what concerns the whole run.</param>
    /// <param name="file">Name of the file of readings.</param>
    /// <param name="idleBefore">What an earlier start of the run measured of idle power; null for nothing.</param>
    public PowerSession(
        PowerPlan plan, PowerHardware hardware, string folder, Action<string> note, string file = PowerCsv.FileName, IReadOnlyList<IdleReport>? idleBefore = null)
    {
        _idleBefore = idleBefore ?? [];
        _plan = plan;
        _hardware = hardware;
        _folder = folder;
        _note = note;
        _meter = new IdleMeter(hardware, note);
        _csv = new PowerCsv(folder, note, file);
    }

    /// <summary>Idle power so far.</summary>
    public IdleBaseline Idle { get; } = new();

    /// <summary>Whether any sensor is being read.</summary>
    public bool IsSampling => _feeds?.Sampler is not null;

    /// <summary>Opens the sources and samples them from here on.</summary>
    public void Start()
    {
        _feeds = PowerFeeds.Open(_plan, _hardware);
    }

    /// <summary>Measures idle power; does nothing when nothing is sampled.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="isAfter">After the last case, not before the first.</param>
    /// <param name="cancellation">Cuts it short.</param>
    public void MeasureIdle(TimeSpan duration, bool isAfter, CancellationToken cancellation)
    {
        if (_feeds?.Sampler is not { } sampler)
        {
            return;
        }

        try
        {
            IReadOnlyList<IdleMeasurement> measured = _meter.Measure(sampler, duration, isAfter, cancellation);
            Idle.Add(measured);
            foreach (IdleMeasurement one in measured.DistinctBy(static one => one.Source))
            {
                _csv.Append(sampler.Capture(one.Source, one.Window), one.Window);
            }

            WriteIdle();
        }
#pragma warning disable CA1031 // Nothing that a sensor does may cost the run its latencies.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _note($"idle power could not be measured: {FileProblem.Of(exception)}");
        }
    }

    /// <summary>Lets all sources be read as soon as possible: the windows of a case are about to begin, or have just ended.</summary>
    public void Touch()
    {
        _feeds?.Sampler?.Touch();
    }

    /// <summary>The shortest actual stage in which the primary source of a device has a timing error of at most 1 %; null when that is not known.</summary>
    /// <param name="device">The device.</param>
    public TimeSpan? MinimumWindow(string device)
    {
        if (_plan.For(device) is not { NoPrimaryReason: null, Sources: [var primary, ..] }
            || _feeds?.Of(primary.Selection).Source is not { Routes: [var route, ..] } source)
        {
            return null;
        }

        // A counter that is read at any two moments is wrong by at most one step: 1 % of 100 steps.
        bool isMeasured = route.Kind == ChannelKind.EnergyCounter && source.Refresh is [{ IsMeasured: true }, ..];
        return isMeasured ? 100 * source.Refresh[0].Period : route.Traits.MinimumWindow;
    }

    /// <summary>The energies of a case whose child has gone; null when none is to be measured.</summary>
    /// <param name="device">Its device.</param>
    /// <param name="windows">Its windows in order.</param>
    /// <param name="inferences">Its inferences, at least 1.</param>
    public CaseEnergy? Measure(string device, IReadOnlyList<EnergyWindow> windows, long inferences)
    {
        if (_plan.For(device) is not { } plan || _feeds is not { } feeds)
        {
            return null;
        }

        var span = new EnergyWindow(windows[0].FromNs, windows[^1].ToNs);
        return new CaseEnergy(plan, span, inferences, [.. plan.Sources.Select(source => Measure(feeds, source, span, windows))]);
    }

    /// <summary>A case with its energies, net ones by what is known of idle power so far.</summary>
    /// <param name="report">The case.</param>
    /// <param name="energy">What was measured of it; null when it left no windows.</param>
    public CaseReport Complete(CaseReport report, CaseEnergy? energy)
    {
        if (energy is not null)
        {
            return report.WithEnergy(energy, Idle) with { PowerFile = _csv.Name == PowerCsv.FileName ? null : _csv.Name };
        }

        return _plan.For(report.Device ?? "") is { } plan ? report.WithoutEnergy(plan, "no windows: its trace is missing or holds no inference") : report;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _feeds?.Dispose();
    }

    private SourceMeasurement Measure(PowerFeeds feeds, PlannedSource planned, EnergyWindow span, IReadOnlyList<EnergyWindow> windows)
    {
        PowerFeed feed = feeds.Of(planned.Selection);
        if (feed.Source is null)
        {
            return new SourceMeasurement(planned, feed, null, null, feed.Reason);
        }

        try
        {
            if (feed.Replay is null)
            {
                _hardware.WaitPast(span, feed.Source);
            }

            PowerRecording recording = feeds.Record(feed, span);
            _csv.Append(recording, span);
            return new SourceMeasurement(planned, feed, SourceEnergy.Of(recording, windows), Conditions.Of(recording, windows), null);
        }
#pragma warning disable CA1031 // Nothing that a sensor does may cost the run its latencies.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new SourceMeasurement(planned, feed, null, null, $"its readings could not be used: {FileProblem.Of(exception)}");
        }
    }

    // Each time anew: a run that is killed keeps what it had measured by then.
    private void WriteIdle()
    {
        if (Idle.Measurements is not [var first, ..])
        {
            return;
        }

        try
        {
            IEnumerable<double> watts =
            [
                .. _idleBefore.Where(one => (one.Source, one.Route) == (first.Id, first.Route)).Select(static one => one.Watts),
                .. Idle.Measurements.Where(one => (one.Source, one.Route) == (first.Source, first.Route)).Select(static one => one.Watts),
            ];
            IdlingPowerFile.Write(_folder, watts.Average(), DateTimeOffset.Now);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _note($"{IdlingPowerFile.FileName} could not be written: {FileProblem.Of(exception)}");
        }
    }
}
