namespace InferenceBench.Sampling.Sources;

/// <summary>A kind of sensor: says whether it is there, and opens it.</summary>
public interface IPowerSensor
{
    /// <summary>Id of the sources that it opens.</summary>
    string Id { get; }

    /// <summary>Whether it can be read here, and if not, why and what to do. Changes nothing on the machine: loads no driver, creates no device node. Does not throw.</summary>
    /// <param name="query">What is asked for.</param>
    SensorStatus Probe(SensorQuery query);

    /// <summary>Opens it; tries even what <see cref="Probe"/> would not touch, because the user asked for it.</summary>
    /// <param name="query">What is asked for.</param>
    /// <exception cref="PowerSourceException">It cannot be read; the message says why and what to do.</exception>
    IPowerSource Open(SensorQuery query);
}
