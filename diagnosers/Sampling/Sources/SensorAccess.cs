namespace InferenceBench.Sampling.Sources;

/// <summary>Whether this process may read a sensor.</summary>
public enum SensorAccess
{
    /// <summary>The sensor is not there, or was not asked.</summary>
    Unknown,

    /// <summary>It can be read.</summary>
    Granted,

    /// <summary>It is there and refuses this user.</summary>
    Denied,
}
