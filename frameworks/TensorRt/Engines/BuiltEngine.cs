using InferenceBench.Frameworks.TensorRt.Native;

namespace InferenceBench.Frameworks.TensorRt.Engines;

/// <summary>An engine that is loaded, and where it comes from.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Origin">Built, from the cache, or the user's file; for people.</param>
internal sealed record BuiltEngine(TensorRtEngine Engine, string Origin)
{
    /// <summary>How long the builder worked; zero when nothing was built.</summary>
    public TimeSpan BuildTime { get; init; }

    /// <summary>What no later run has to do: building and all around it, or waiting for another process that built the same engine.</summary>
    public TimeSpan PreparationTime { get; init; }

    /// <summary>What the builder warned of.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
