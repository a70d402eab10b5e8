using InferenceBench.Contracts;

namespace InferenceBench.Registry;

/// <summary>The frameworks of the suite. One line each; creating them loads no engine.</summary>
public sealed class FrameworkRegistry
{
    private readonly IReadOnlyList<IInferenceFramework> _frameworks;

    /// <summary>A registry of the given frameworks.</summary>
    /// <param name="frameworks">The frameworks, in the order of tables.</param>
    public FrameworkRegistry(params IReadOnlyList<IInferenceFramework> frameworks)
    {
        _frameworks = frameworks;
    }

    /// <summary>All frameworks.</summary>
    public IReadOnlyList<IInferenceFramework> All => _frameworks;

    /// <summary>What is known of all frameworks without loading an engine.</summary>
    public IReadOnlyList<FrameworkDescriptor> Descriptors => [.. _frameworks.Select(static framework => framework.Descriptor)];

    /// <summary>Finds a framework by its id, case-insensitively; null when there is none.</summary>
    /// <param name="id">The id.</param>
    public IInferenceFramework? Find(string id)
    {
        return _frameworks.FirstOrDefault(framework => framework.Descriptor.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
    }
}
