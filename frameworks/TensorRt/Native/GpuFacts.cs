namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>What an engine depends on of a GPU, and what is told of it.</summary>
/// <param name="Name">The device's name.</param>
/// <param name="Compute">Compute capability: <c>8.6</c>.</param>
/// <param name="IsIntegrated">Whether host and device share memory.</param>
internal sealed record GpuFacts(string Name, string Compute, bool IsIntegrated);
