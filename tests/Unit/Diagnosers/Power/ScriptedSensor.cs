using InferenceBench.Sampling.Sources;

namespace InferenceBench.Tests.Unit.Diagnosers.Power;

/// <summary>A sensor that is there or not, and counts how often it is asked.</summary>
internal sealed class ScriptedSensor(string id, bool isThere) : IPowerSensor
{
    public List<SensorQuery> Probed { get; } = [];

    public string Id => id;

    public SensorStatus Probe(SensorQuery query)
    {
        Probed.Add(query);
        return isThere ? new SensorStatus(id, true, SensorAccess.Granted, null, null, ["power"]) : SensorStatus.No(id, $"{id} is not here");
    }

    public IPowerSource Open(SensorQuery query)
    {
        throw new NotSupportedException("a plan opens nothing");
    }
}
