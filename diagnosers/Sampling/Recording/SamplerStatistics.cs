namespace InferenceBench.Sampling.Recording;

/// <summary>What one sampler has done so far, the measuring of the refresh left out.</summary>
/// <param name="Period">Its period.</param>
/// <param name="Rows">Readings.</param>
/// <param name="Overruns">Periods that passed without a reading, because the one before took so long.</param>
/// <param name="MeanReadTime">Mean time of a reading.</param>
/// <param name="MaximumReadTime">Greatest time of a reading.</param>
/// <param name="CpuTime">Processor time of its thread; null where the system does not tell (it does on Linux).</param>
/// <param name="AllocatedBytes">Managed bytes that its thread has allocated.</param>
public sealed record SamplerStatistics(
    TimeSpan Period,
    long Rows,
    long Overruns,
    TimeSpan MeanReadTime,
    TimeSpan MaximumReadTime,
    TimeSpan? CpuTime,
    long AllocatedBytes);
