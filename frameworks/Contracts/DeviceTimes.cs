namespace InferenceBench.Contracts;

/// <summary>Where the time of one inference went on its device, by the device's own clock; milliseconds, NaN where there is no such part.</summary>
/// <param name="H2dMs">Copying inputs to the device.</param>
/// <param name="ComputeMs">Computing.</param>
/// <param name="D2hMs">Copying outputs back.</param>
/// <param name="EnqueueMs">Time of the host until all work was handed to the device.</param>
public readonly record struct DeviceTimes(double H2dMs, double ComputeMs, double D2hMs, double EnqueueMs);
