namespace InferenceBench.Sampling.Recording;

/// <summary>How often a sensor's value changes.</summary>
/// <param name="Period">The period.</param>
/// <param name="IsMeasured">False when the readings stayed constant and the sensor's usual period is assumed.</param>
public readonly record struct RefreshPeriod(TimeSpan Period, bool IsMeasured);
