using InferenceBench.Sampling.Replay;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Diagnosers.Power;

/// <summary>Which power sources a run reads for which device: decided before anything is measured.</summary>
public sealed class PowerPlan
{
    private static readonly TimeSpan s_longRun = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, DevicePlan> _devices;

    private PowerPlan(PowerRequest request, Dictionary<string, DevicePlan> devices, Dictionary<PowerSelection, ReplayTrace> replays)
    {
        Request = request;
        _devices = devices;
        Replays = replays;
    }

    /// <summary>How long idle power is measured where the user did not say.</summary>
    public static TimeSpan DefaultIdle { get; } = TimeSpan.FromSeconds(5);

    /// <summary>What was asked for.</summary>
    public PowerRequest Request { get; }

    /// <summary>All sources of the run, each once.</summary>
    internal IReadOnlyList<PowerSelection> Selections => [.. _devices.Values.SelectMany(static device => device.Sources).Select(static source => source.Selection).Distinct()];

    /// <summary>The traces that stand in for sensors.</summary>
    internal IReadOnlyDictionary<PowerSelection, ReplayTrace> Replays { get; }

    /// <summary>Chooses the sources. Opens no sensor, but reads the traces to replay.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="devices">The devices of the cases, <c>cpu</c> or <c>cuda:N</c>.</param>
    /// <exception cref="PowerSourceException">A trace to replay cannot be read; the message says why.</exception>
    public static PowerPlan Create(PowerRequest request, IEnumerable<string> devices)
    {
        return Create(request, devices, PowerSensors.All);
    }

    /// <summary>Chooses among other sensors.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="devices">The devices of the cases.</param>
    /// <param name="sensors">The sensors.</param>
    /// <exception cref="PowerSourceException">A trace to replay cannot be read.</exception>
    internal static PowerPlan Create(PowerRequest request, IEnumerable<string> devices, IReadOnlyList<IPowerSensor> sensors)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(devices);
        var chooser = new SourceChooser(sensors, request.Root);
        Dictionary<string, DevicePlan> plans = [];
        foreach (string device in request.IsNone ? [] : devices.Distinct())
        {
            plans.Add(device, request.Sources.Count > 0 ? SourceChooser.Named(device, request.Sources) : chooser.Fitting(device));
        }

        var replays = request.Sources.Where(static source => source.ReplayFile is not null).Distinct().ToDictionary(
            static source => source, static source => ReplayTrace.Load(source.ReplayFile!));
        return new PowerPlan(request, plans, replays);
    }

    /// <summary>How long idle power is measured: 5 s when a source is named or the run will take over a minute, unless the user said otherwise; 0 without a sensor.</summary>
    /// <param name="expected">What the run will take.</param>
    public TimeSpan IdleFor(TimeSpan expected)
    {
        bool hasSensor = Selections.Any(static selection => selection.ReplayFile is null);
        bool isWorthIt = Request.Sources.Count > 0 || expected > s_longRun;
        return !hasSensor ? TimeSpan.Zero : Request.Idle ?? (isWorthIt ? DefaultIdle : TimeSpan.Zero);
    }

    /// <summary>What is read for the cases of a device; null when nothing is to be read or known of it.</summary>
    /// <param name="device">The device.</param>
    internal DevicePlan? For(string device)
    {
        return _devices.GetValueOrDefault(device);
    }
}
