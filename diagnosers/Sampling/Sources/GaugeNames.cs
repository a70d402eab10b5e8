namespace InferenceBench.Sampling.Sources;

/// <summary>Names of the <see cref="ChannelKind.Gauge"/> channels that the report knows. A source may have others, which only <c>power.csv</c> shows.</summary>
public static class GaugeNames
{
    /// <summary>Time with a kernel running, in %.</summary>
    public const string GpuUtilization = "gpu_utilization";

    /// <summary>Memory in use on the device (on a Jetson: of the whole module), in B.</summary>
    public const string MemoryUsed = "memory_used";

    /// <summary>Temperature of the GPU (of a Jetson: of its hottest zone), in C.</summary>
    public const string Temperature = "temperature";

    /// <summary>Clock of the streaming multiprocessors, in MHz.</summary>
    public const string SmClock = "sm_clock";

    /// <summary>Greatest clock of the streaming multiprocessors, in MHz.</summary>
    public const string MaxSmClock = "sm_clock_max";

    /// <summary>Clock of the memory, in MHz.</summary>
    public const string MemoryClock = "memory_clock";

    /// <summary>Why clocks are held down: NVML's bit mask of clocks event reasons.</summary>
    public const string ThrottleReasons = "throttle_reasons";
}
