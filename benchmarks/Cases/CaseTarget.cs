using InferenceBench.Contracts;

namespace InferenceBench.Cases;

/// <summary>Where cases run: one variant of one framework with one provider on one device.</summary>
/// <param name="Framework">The framework.</param>
/// <param name="Variant">The variant's id.</param>
/// <param name="Provider">The provider's id.</param>
/// <param name="Device">The device.</param>
/// <param name="Version">The engine's own version; null when it does not load.</param>
/// <param name="UnavailableReason">Why it does not run here; null when it does.</param>
/// <param name="IsAsked">The user named this framework, provider or device.</param>
internal sealed record CaseTarget(
    FrameworkDescriptor Framework,
    string Variant,
    string Provider,
    Device Device,
    string? Version,
    string? UnavailableReason,
    bool IsAsked)
{
    /// <summary>Intra-op threads, at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The user's options of the framework.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>What the children of its cases are started for.</summary>
    public ChildSettings ChildSettings => new(Threads, Options);

    /// <summary>Nothing of the framework is here: its engine does not load, or it is not built.</summary>
    public bool IsFrameworkMissing { get; init; }

    /// <summary>Public name of the BenchmarkDotNet job: <c>onnxruntime-cpu</c>, with the variant when it is not the default.</summary>
    public string JobId => Variant == Framework.Variants[0] ? $"{Framework.Id}-{Provider}" : $"{Framework.Id}-{Provider}-{Variant}";
}
