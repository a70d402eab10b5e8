namespace InferenceBench.Contracts;

/// <summary>The answer of <see cref="IInferenceFramework.Probe"/>.</summary>
/// <param name="Availability">Whether the engine loads here at all.</param>
/// <param name="Version">The engine's own version text; null when it does not load.</param>
/// <param name="Origin">Where the engine comes from: the package, or the path of the library. Null when it is not known.</param>
/// <param name="Providers">Every provider × device that was asked about.</param>
public sealed record FrameworkProbe(
    Availability Availability,
    string? Version,
    string? Origin,
    IReadOnlyList<ProviderProbe> Providers)
{
    /// <summary>What makes the engine slower or its figures doubtful here though it runs, one line each with what to do about it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The engine cannot be used here.</summary>
    /// <param name="reason">Why not.</param>
    /// <param name="remedy">What to do about it.</param>
    public static FrameworkProbe Unavailable(string reason, string? remedy = null)
    {
        return new FrameworkProbe(Availability.No(reason, remedy), null, null, []);
    }
}
