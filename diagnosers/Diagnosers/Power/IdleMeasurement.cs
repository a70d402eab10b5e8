using InferenceBench.Sampling.Energy;

namespace InferenceBench.Diagnosers.Power;

/// <summary>Idle power of one source by one of its routes, measured once.</summary>
/// <param name="Source">Index of the source in the sampler.</param>
/// <param name="Id">Its id.</param>
/// <param name="Route">Name of the route: what it counts and what it reads as power may differ, and a net energy must not rest on that.</param>
/// <param name="IsAfter">After the last case, not before the first.</param>
/// <param name="Window">When.</param>
/// <param name="Watts">Mean power.</param>
/// <param name="StandardUncertaintyWatts">Random standard uncertainty of the mean: what a longer measurement would lessen.</param>
internal sealed record IdleMeasurement(int Source, string Id, string Route, bool IsAfter, EnergyWindow Window, double Watts, double StandardUncertaintyWatts)
{
    /// <summary>The middle of the measurement in monotonic nanoseconds.</summary>
    public long MiddleNs => Window.FromNs + (Window.LengthNs / 2);
}
