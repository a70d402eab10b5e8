using System.Globalization;
using InferenceBench.Reporting.Schema;
using InferenceBench.Sampling.Jetson;

namespace InferenceBench.Diagnosers.Power;

/// <summary>Power from the start of a run to its end: idle before the first case, sampling, idle after the last case, and the board's state at both ends.</summary>
internal sealed class RunPower : IDisposable
{
    private readonly PowerPlan _plan;
    private readonly PowerHardware _hardware;
    private readonly Action<string> _note;
    private BoardState? _end;
    private TimeSpan _idle;
    private CancellationToken _cancellation;
    private Action<string> _progress = static _ => { };

    /// <summary>Power of a run that has not begun; reads the board's state.</summary>
    /// <param name="plan">What is read.</param>
    /// <param name="hardware">The machine.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="note">Takes what concerns the whole run.</param>
    /// <param name="file">Name of the file of readings.</param>
    /// <param name="idleBefore">What an earlier start of the run measured of idle power.</param>
    public RunPower(PowerPlan plan, PowerHardware hardware, string folder, Action<string> note, string file, IReadOnlyList<IdleReport> idleBefore)
    {
        _plan = plan;
        _hardware = hardware;
        _note = note;
        Session = new PowerSession(plan, hardware, folder, note, file, idleBefore);
        Start = hardware.ReadBoard();
    }

    /// <summary>The board before the first case.</summary>
    public BoardState Start { get; }

    /// <summary>The sources.</summary>
    public PowerSession Session { get; }

    /// <summary>Starts sampling and measures idle power.</summary>
    /// <param name="expected">What the run will take.</param>
    /// <param name="progress">Takes one line when there is something to wait for.</param>
    /// <param name="cancellation">Cuts waiting short.</param>
    public void Begin(TimeSpan expected, Action<string> progress, CancellationToken cancellation)
    {
        _idle = _plan.IdleFor(expected);
        _progress = progress;
        _cancellation = cancellation;
        Session.Start();
        MeasureIdle("before the first case", isAfter: false);
    }

    /// <summary>Measures idle power again, once more when it has drifted, and reads the board's state. The sampler goes on until this object is disposed.</summary>
    public void End()
    {
        MeasureIdle("after the last case", isAfter: true);
        if (Session.Idle.HasDrifted)
        {
            MeasureIdle("again: it has drifted", isAfter: true);
        }

        _end = _hardware.ReadBoard();
        BoardReports.Changes(Start, _end).ToList().ForEach(_note);
    }

    /// <summary>The run with its board and idle power; what an earlier start of it measured stays.</summary>
    /// <param name="run">The run.</param>
    public RunInfo Fill(RunInfo run)
    {
        return run.WithBoard(Start, _end) with
        {
            Idle = [.. run.Idle, .. Session.Idle.Measurements.Select(static one => new IdleReport(one.Id, one.Route, one.Window.FromNs, one.Window.ToNs, one.Watts, 2 * one.StandardUncertaintyWatts))],
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Session.Dispose();
    }

    private void MeasureIdle(string when, bool isAfter)
    {
        if (_idle > TimeSpan.Zero && Session.IsSampling && !_cancellation.IsCancellationRequested)
        {
            _progress(string.Create(CultureInfo.InvariantCulture, $"measuring idle power for {_idle.TotalSeconds:0.###} s {when}"));
            Session.MeasureIdle(_idle, isAfter, _cancellation);
        }
    }
}
