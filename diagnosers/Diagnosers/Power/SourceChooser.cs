using System.Globalization;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Diagnosers.Power;

/// <summary>Chooses the sources for the cases of a device.</summary>
internal sealed class SourceChooser
{
    private const string Gpu = "cuda:";
    private readonly Dictionary<PowerSelection, SensorStatus> _probed = [];
    private readonly IReadOnlyList<IPowerSensor> _sensors;
    private readonly string _root;

    /// <summary>A chooser.</summary>
    /// <param name="sensors">The sensors that may be asked.</param>
    /// <param name="root">Folder that stands for <c>/</c>.</param>
    public SourceChooser(IReadOnlyList<IPowerSensor> sensors, string root)
    {
        _sensors = sensors;
        _root = root;
    }

    /// <summary>The sources that the user named: they are read for every case, whatever its device.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="named">What was named.</param>
    public static DevicePlan Named(string device, IReadOnlyList<PowerSelection> named)
    {
        int? ordinal = OrdinalOf(device);
        return new DevicePlan([.. named.Select(selection => selection.Id switch
        {
            "nvml" => new PlannedSource(selection with { CudaOrdinal = ordinal }, IsOtherDevice: ordinal is null),
            "rapl" => new PlannedSource(selection, IsOtherDevice: ordinal is not null),
            _ => new PlannedSource(selection),
        })]);
    }

    /// <summary>
    /// The sources that fit a device, of those that can be read: on a Jetson the board's own sensors, else the GPU's with the processor's beside it, or the
    /// processor's alone. The processor's energy never stands for a GPU's.
    /// </summary>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    public DevicePlan Fitting(string device)
    {
        var ina3221 = new PowerSelection("ina3221");
        var rapl = new PowerSelection("rapl");
        if (Probe(ina3221).IsAvailable)
        {
            return new DevicePlan([new PlannedSource(ina3221)]);
        }

        PlannedSource[] beside = Probe(rapl).IsAvailable ? [new PlannedSource(rapl)] : [];
        if (OrdinalOf(device) is not { } ordinal)
        {
            return new DevicePlan(beside, beside.Length > 0 ? null : WhyNot(rapl, ina3221));
        }

        var nvml = new PowerSelection("nvml", ordinal);
        return Probe(nvml).IsAvailable
            ? new DevicePlan([new PlannedSource(nvml), .. beside])
            : new DevicePlan(beside, WhyNot(nvml, ina3221));
    }

    private static int? OrdinalOf(string device)
    {
        bool isGpu = device.StartsWith(Gpu, StringComparison.OrdinalIgnoreCase);
        return isGpu && int.TryParse(device.AsSpan(Gpu.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int ordinal) ? ordinal : null;
    }

    private string WhyNot(params PowerSelection[] selections)
    {
        string reasons = string.Join("; ", selections.Select(selection => $"{selection.Id}: {Probe(selection).Reason ?? "not available"}"));
        return $"no power sensor can be read ({reasons})";
    }

    private SensorStatus Probe(PowerSelection selection)
    {
        if (!_probed.TryGetValue(selection, out SensorStatus? status))
        {
            IPowerSensor? sensor = _sensors.FirstOrDefault(sensor => sensor.Id == selection.Id);
            status = sensor?.Probe(new SensorQuery(_root, selection.CudaOrdinal)) ?? SensorStatus.No(selection.Id, "not built");
            _probed.Add(selection, status);
        }

        return status;
    }
}
