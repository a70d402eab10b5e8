namespace InferenceBench.Diagnosers.Power;

/// <summary>One source to read.</summary>
/// <param name="Id">Id of its sensor, or <c>replay</c>.</param>
/// <param name="CudaOrdinal">The GPU as CUDA counts them; null for the first device that the sensor knows.</param>
/// <param name="ReplayFile">Absolute path of the trace of a replay; else null.</param>
public sealed record PowerSelection(string Id, int? CudaOrdinal = null, string? ReplayFile = null);
