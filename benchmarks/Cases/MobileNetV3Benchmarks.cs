namespace InferenceBench.Cases;

/// <summary>The MobileNetV3s of the catalogue.</summary>
public sealed class MobileNetV3Benchmarks : InferenceBenchmarks;
