namespace InferenceBench.Sampling.Energy;

/// <summary>Public, permanent words that say what a reader should know of an energy. <c>results/README.md</c> explains them.</summary>
public static class EnergyFlags
{
    /// <summary>Readings are further apart than the greater of 500 ms and 5 refresh periods; the hole is bridged linearly.</summary>
    public const string Gap = "gap";

    /// <summary>There is only one reading, in or near the window: its power is held. One reading of a counter gives no energy.</summary>
    public const string SingleSample = "single_sample";

    /// <summary>No reading lies in the window or within the time that a reading may be held: no energy.</summary>
    public const string NoSamples = "no_samples";

    /// <summary>No reading lies inside the window; its power is interpolated between the neighbours.</summary>
    public const string NoSamplesInside = "no_samples_inside";

    /// <summary>The first or last reading was held to the window's edge, at most 150 ms.</summary>
    public const string EdgeHold = "edge_hold";

    /// <summary>The readings end more than 150 ms inside the window: no energy.</summary>
    public const string NotCovered = "not_covered";

    /// <summary>The energy is below zero: a sensor's offset.</summary>
    public const string NegativeEnergy = "negative_energy";

    /// <summary>The window has no length.</summary>
    public const string EmptyWindow = "empty_window";

    /// <summary>The counter went back and cannot have wrapped (or its range is not known): no energy.</summary>
    public const string CounterReset = "counter_reset";

    /// <summary>Readings of the counter are so far apart that it may have wrapped more than once: no energy.</summary>
    public const string WrapAmbiguous = "wrap_ambiguous";

    /// <summary>The counter did not change at all: its device is off, it is stuck, or its readings do not last for one of its steps.</summary>
    public const string CounterConstant = "counter_constant";

    /// <summary>The window is shorter than the sensor supports with a timing error of 1 %.</summary>
    public const string ShortWindow = "short_window";

    /// <summary>The readings stayed constant while the refresh period was measured: its usual value is assumed.</summary>
    public const string RefreshAssumed = "refresh_assumed";

    /// <summary>The source's counter and its power differ by more than 10 %.</summary>
    public const string Disagreement = "counter_power_disagreement";

    /// <summary>The sensor reports an average over about a second: of windows over 5 s the first second is left out, and the mean power of the rest counts for all.</summary>
    public const string AveragedPower = "averaged_power";

    /// <summary>Net energy is below zero: idle drew more than the load.</summary>
    public const string NegativeNet = "negative_net";

    /// <summary>Idle power before and after the cases differs by more than 2 %.</summary>
    public const string IdleDrift = "idle_drift";

    /// <summary>No idle power was measured: no net energy.</summary>
    public const string NoIdle = "no_idle";

    /// <summary>The figures come from a recorded file, not from a sensor.</summary>
    public const string Replay = "replay";

    /// <summary>The source reads another device than the case runs on; it was named explicitly.</summary>
    public const string OtherDevice = "other_device";

    /// <summary>The whole GPU was read, of which the case has only a part (MIG, other processes).</summary>
    public const string WholeGpu = "whole_gpu";

    /// <summary>Only the module scope could be read: CPU and GPU together.</summary>
    public const string ModuleScope = "module_scope";

    /// <summary>The package's energy includes its memory's, which has a counter of its own.</summary>
    public const string IncludesDram = "includes_dram";

    /// <summary>Rails that are no part of the total cannot be read.</summary>
    public const string RailUnavailable = "rail_unavailable";

    /// <summary>The rails are of no known board.</summary>
    public const string UnknownTopology = "unknown_topology";

    /// <summary>The ring of samples was full and lost its oldest ones.</summary>
    public const string SamplesLost = "samples_lost";
}
