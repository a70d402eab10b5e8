using Xunit;

namespace InferenceBench.Tests.Integration.Native;

/// <summary>Tests that share the process's one fake driver run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class LoadedFakesGroup
{
    /// <summary>Its name.</summary>
    public const string Name = "the fake NVIDIA driver in this process";
}
