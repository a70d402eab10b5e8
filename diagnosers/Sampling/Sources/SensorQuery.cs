namespace InferenceBench.Sampling.Sources;

/// <summary>Which sensor is asked for.</summary>
/// <param name="Root">Folder that stands for <c>/</c> (containers, tests).</param>
/// <param name="CudaOrdinal">The GPU as CUDA counts them in this process's environment; null for the first device that the sensor knows.</param>
public sealed record SensorQuery(string Root = "/", int? CudaOrdinal = null);
