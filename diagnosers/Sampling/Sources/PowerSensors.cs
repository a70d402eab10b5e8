using InferenceBench.Sampling.Ina3221;
using InferenceBench.Sampling.Nvml;
using InferenceBench.Sampling.Rapl;
using InferenceBench.Sampling.Tegrastats;

namespace InferenceBench.Sampling.Sources;

/// <summary>The sensors that this suite knows.</summary>
public static class PowerSensors
{
    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<IPowerSensor> All { get; } = [new NvmlSensor(), new Ina3221Sensor(), new RaplSensor(), new TegrastatsSensor()];

    /// <summary>The sensor with an id; null when there is none.</summary>
    /// <param name="id">The id, in any case.</param>
    public static IPowerSensor? Find(string id)
    {
        return All.FirstOrDefault(sensor => sensor.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
    }
}
