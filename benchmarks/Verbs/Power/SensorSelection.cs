using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary>Which sensors are read.</summary>
/// <param name="Query">Where.</param>
/// <param name="Sensors">Which ones.</param>
/// <param name="AreNamed">Whether the user named them: then each is opened, whatever its probe says.</param>
internal sealed record SensorSelection(SensorQuery Query, IReadOnlyList<IPowerSensor> Sensors, bool AreNamed)
{
    /// <summary>Opens them. A sensor that refuses is an answer with its reason.</summary>
    public IReadOnlyList<SensorAttempt> Open()
    {
        return [.. Sensors.Select(Open)];
    }

    private SensorAttempt Open(IPowerSensor sensor)
    {
        if (!AreNamed)
        {
            SensorStatus status = sensor.Probe(Query);
            if (!status.IsAvailable && status.Access == SensorAccess.Unknown)
            {
                return new SensorAttempt(sensor.Id, null, Explain(status), IsAbsent: true);
            }
        }

        try
        {
            return new SensorAttempt(sensor.Id, sensor.Open(Query), null);
        }
        catch (PowerSourceException e)
        {
            return new SensorAttempt(sensor.Id, null, e.Message);
        }
    }

    private static string Explain(SensorStatus status)
    {
        return status.Remedy is null ? $"{status.Reason}" : $"{status.Reason} → {status.Remedy}";
    }
}
