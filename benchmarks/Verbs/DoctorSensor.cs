using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs;

/// <summary>Whether one power sensor can be read here.</summary>
/// <param name="Id">Sensor id.</param>
/// <param name="Available">Whether it gives an energy or a power.</param>
/// <param name="Reason">Why it does not, or what of it cannot be read; null when all can.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Access"><c>granted</c>, <c>denied</c>, or <c>unknown</c> when it is not there or was not asked.</param>
/// <param name="Reads">What it reads: rails, domains, devices; empty when it is not available.</param>
internal sealed record DoctorSensor(string Id, bool Available, string? Reason, string? Remedy, string Access, IReadOnlyList<string> Reads)
{
    /// <summary>From a probe.</summary>
    /// <param name="status">Its answer.</param>
    public static DoctorSensor Of(SensorStatus status)
    {
        return new DoctorSensor(status.Id, status.IsAvailable, status.Reason, status.Remedy, status.Access.ToString().ToLowerInvariant(), status.Reads);
    }
}
