namespace InferenceBench.Reporting.Comparison;

/// <summary>The figures that rows are compared by. The unit is in the name; <see cref="FigureInfo"/> has names for people, units and which way is better.</summary>
public enum Figure
{
    /// <summary>Mean latency of one inference.</summary>
    MeanMs,

    /// <summary>Median latency.</summary>
    P50Ms,

    /// <summary>90th percentile.</summary>
    P90Ms,

    /// <summary>95th percentile.</summary>
    P95Ms,

    /// <summary>99th percentile.</summary>
    P99Ms,

    /// <summary>Shortest latency.</summary>
    MinMs,

    /// <summary>Longest latency.</summary>
    MaxMs,

    /// <summary>Sample standard deviation of the latency.</summary>
    StdDevMs,

    /// <summary>Inferences that the latencies are over: a count.</summary>
    Inferences,

    /// <summary>Standard deviation over mean, in %.</summary>
    CovPercent,

    /// <summary>Inferences per second of busy time.</summary>
    InferencesPerSecond,

    /// <summary>Batch × inferences per second.</summary>
    ImagesPerSecond,

    /// <summary>Gross energy of one inference in joules.</summary>
    EnergyJoules,

    /// <summary>Expanded uncertainty (k = 2) of <see cref="EnergyJoules"/>.</summary>
    EnergyUncertaintyJoules,

    /// <summary>Energy of one inference beyond idle, in joules; may be negative.</summary>
    NetEnergyJoules,

    /// <summary>Batch ÷ <see cref="EnergyJoules"/>.</summary>
    ImagesPerJoule,

    /// <summary>Energy–delay product: <see cref="EnergyJoules"/> × mean latency in seconds, in J·s.</summary>
    EnergyDelayJouleSeconds,

    /// <summary>Mean power in watts.</summary>
    PowerWatts,

    /// <summary>Idle power in watts.</summary>
    IdleWatts,

    /// <summary>Mean utilisation of the GPU in %.</summary>
    GpuPercent,

    /// <summary>Greatest memory in use on the device in bytes.</summary>
    DeviceMemoryBytes,

    /// <summary>Greatest resident set of the case's process in bytes.</summary>
    PeakResidentBytes,

    /// <summary>Greatest temperature in °C.</summary>
    MaxTemperatureC,

    /// <summary>Mean SM clock in MHz.</summary>
    SmClockMhz,

    /// <summary>Cold start: open the model, engine load included.</summary>
    LoadMs,

    /// <summary>Cold start: the first inference.</summary>
    FirstInferenceMs,

    /// <summary>Host time until all work of an inference was handed to the device.</summary>
    EnqueueMs,

    /// <summary>Copying inputs to the device, by its own clock.</summary>
    H2dMs,

    /// <summary>Computing, by the device's clock.</summary>
    ComputeMs,

    /// <summary>Copying outputs back, by the device's clock.</summary>
    D2hMs,

    /// <summary>Multiply–accumulates of one sample: a count.</summary>
    Macs,
}
