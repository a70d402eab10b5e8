namespace InferenceBench.Frameworks.TensorRt.Engines;

/// <summary>What stands beside a kept engine: enough to tell whether its file is whole.</summary>
/// <param name="Key">The key under which it is kept.</param>
/// <param name="Sha256">Hash of the engine's file.</param>
/// <param name="BuildSeconds">How long it was built.</param>
/// <param name="TensorRt">The TensorRT that built it.</param>
/// <param name="Gpu">The GPU that it was built on.</param>
internal sealed record CachedEngine(string Key, string Sha256, double BuildSeconds, string TensorRt, string Gpu);
