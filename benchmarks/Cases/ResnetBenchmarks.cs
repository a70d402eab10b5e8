namespace InferenceBench.Cases;

/// <summary>The ResNets of the catalogue.</summary>
public sealed class ResnetBenchmarks : InferenceBenchmarks;
