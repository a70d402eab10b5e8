namespace InferenceBench.Sampling.Sources;

/// <summary>What <c>doctor</c> says of a sensor.</summary>
/// <param name="Id">Id of the sensor.</param>
/// <param name="IsAvailable">Whether it gives an energy or a power here.</param>
/// <param name="Access">Whether this process may read it.</param>
/// <param name="Reason">Why it is not available, or what of it cannot be read; null when all can.</param>
/// <param name="Remedy">What to do about it; null when there is nothing.</param>
/// <param name="Reads">What it reads here, for people: rails, domains, device names; empty when it is not available.</param>
public sealed record SensorStatus(string Id, bool IsAvailable, SensorAccess Access, string? Reason, string? Remedy, IReadOnlyList<string> Reads)
{
    /// <summary>A sensor that is not available.</summary>
    /// <param name="id">Id of the sensor.</param>
    /// <param name="reason">Why.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="access">Whether it was refused.</param>
    public static SensorStatus No(string id, string reason, string? remedy = null, SensorAccess access = SensorAccess.Unknown)
    {
        return new SensorStatus(id, false, access, reason, remedy, []);
    }
}
