using InferenceBench.Contracts;

namespace InferenceBench.Verbs;

/// <summary>Whether one framework runs here.</summary>
/// <param name="Id">Framework id.</param>
/// <param name="Available">Whether its engine loads.</param>
/// <param name="Version">The engine's own version.</param>
/// <param name="Reason">Why it does not load.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Origin">Where the engine comes from: the package, or the path of the library.</param>
/// <param name="Providers">Its ways to run on this machine's devices.</param>
/// <param name="Warnings">What makes it slower or its figures doubtful here though it runs, with what to do about it.</param>
internal sealed record DoctorFramework(
    string Id,
    bool Available,
    string? Version,
    string? Reason,
    string? Remedy,
    string? Origin,
    IReadOnlyList<DoctorProvider> Providers,
    IReadOnlyList<string> Warnings)
{
    /// <summary>From a probe.</summary>
    /// <param name="id">Framework id.</param>
    /// <param name="probe">Its answer.</param>
    public static DoctorFramework Of(string id, FrameworkProbe probe)
    {
        IEnumerable<DoctorProvider> providers = probe.Providers.Select(static provider => new DoctorProvider(
            provider.Provider, provider.Device, provider.Availability.IsAvailable, provider.Availability.Reason, provider.Availability.Remedy));
        return new DoctorFramework(
            id, probe.Availability.IsAvailable, probe.Version, probe.Availability.Reason, probe.Availability.Remedy, probe.Origin, [.. providers], probe.Warnings);
    }
}
