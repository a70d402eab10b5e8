using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Ina3221;

/// <summary>
/// The power monitors of NVIDIA's Jetson boards: INA3221 chips with up to three rails each and, on a Jetson Thor, an INA238 at the board's input. One source holds the rails of all chips.
/// Reads what Jetson Linux 28 to 38 and the mainline kernel show below <c>/sys</c>. Totals follow a rule for each board, which is recognised from the names of its rails.
/// </summary>
public sealed class Ina3221Sensor : IPowerSensor
{
    internal const string SensorId = "ina3221";
    private readonly TimeProvider _time;

    /// <summary>The sensor.</summary>
    public Ina3221Sensor()
        : this(TimeProvider.System)
    {
    }

    /// <summary>The sensor with a clock of a test's own.</summary>
    /// <param name="time">Tells when files are opened anew.</param>
    internal Ina3221Sensor(TimeProvider time)
    {
        _time = time;
    }

    /// <inheritdoc/>
    public string Id => SensorId;

    /// <inheritdoc/>
    public SensorStatus Probe(SensorQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (WhyAbsent(query.Root) is { } reason)
        {
            return SensorStatus.No(Id, reason, RemedyOf(query.Root));
        }

        try
        {
            using Ina3221Source source = OpenSource(query);
            return StatusOf(source);
        }
        catch (PowerSourceException e)
        {
            return SensorStatus.No(Id, e.Message);
        }
    }

    /// <inheritdoc/>
    public IPowerSource Open(SensorQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return OpenSource(query);
    }

    private Ina3221Source OpenSource(SensorQuery query)
    {
        return WhyAbsent(query.Root) is { } reason
            ? throw new PowerSourceException($"{reason}; {RemedyOf(query.Root)}")
            : Ina3221Source.Open(ChipFinder.Find(query.Root), BoardMatch.ReadModel(query.Root), _time);
    }

    private static SensorStatus StatusOf(Ina3221Source source)
    {
        Rail[] readable = [.. source.Rails.Where(static rail => rail.Problem is null)];
        if (readable.Length > 0)
        {
            string[] total = source.NoEnergyReason is null ? [$"total ({string.Join(" + ", source.TotalRails)})"] : [];
            string? reason = source.NoEnergyReason ?? source.Rails.FirstOrDefault(static rail => rail.Problem is not null)?.Problem;
            return new SensorStatus(SensorId, IsAvailable: true, SensorAccess.Granted, reason, null, [.. total, .. readable.Select(static rail => rail.Name)]);
        }

        bool isDenied = source.Rails.Any(static rail => rail.IsDenied);
        string why = source.Rails.Count > 0 ? $"no rail can be read: {source.Rails[0].Problem}" : "the INA3221 chips show no rail: no input is connected and enabled";
        return SensorStatus.No(SensorId, why, isDenied ? "run as root" : null, isDenied ? SensorAccess.Denied : SensorAccess.Granted);
    }

    private static string? WhyAbsent(string root)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "no INA3221 here: the power monitors of Jetson boards are read on Linux only";
        }

        if (ChipFinder.Find(root).Count > 0)
        {
            return null;
        }

        return BoardMatch.ReadModel(root) is { } model && model.Contains("Nano 2GB", StringComparison.OrdinalIgnoreCase)
            ? $"this board ({model}) has no INA3221: its power cannot be read"
            : "no INA3221 here: only Jetson boards have one";
    }

    private static string RemedyOf(string root)
    {
        return $"a container must show the host's /sys (looked in {ChipFinder.Places(root)})";
    }
}
