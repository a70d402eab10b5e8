namespace InferenceBench.Cases;

/// <summary>The other convolutional networks of the catalogue.</summary>
public sealed class ClassicCnnBenchmarks : InferenceBenchmarks;
