namespace InferenceBench.Reporting.Import.Reports;

/// <summary>Properties of an energy in <c>report.json</c>, in the order in which they are written; <see cref="Schema.EnergyReport"/> documents them.</summary>
internal enum EnergyField
{
    Source,
    Scope,
    Board,
    Route,
    RefreshMs,
    Reason,
    PerInferenceJoulesGross,
    PerInferenceJoulesNet,
    UncertaintyJoules,
    UncertaintyJoulesNet,
    Joules,
    MeanWatts,
    PeakWatts,
    IdleWatts,
    WindowSeconds,
    Inferences,
    Samples,
    Coverage,
    GpuUtilizationPercent,
    MemoryUsedBytes,
    MaxTemperatureC,
    MinSmClockMhz,
    MeanSmClockMhz,
    SmClockPercentOfMax,
    ThrottleReasons,
    Flags,
    Notes,
}
