namespace InferenceBench.Reporting.Schema;

/// <summary>Where the time of an inference goes on its device, by the device's own clock: medians in milliseconds over runs after the actual stage. Null: there is no such part.</summary>
/// <param name="H2d">Copying inputs to the device.</param>
/// <param name="Compute">Computing.</param>
/// <param name="D2h">Copying outputs back.</param>
/// <param name="Enqueue">Time of the host until all work was handed to the device.</param>
/// <param name="N">Runs that the medians are over.</param>
public sealed record DeviceLatency(double? H2d, double? Compute, double? D2h, double? Enqueue, int N);
