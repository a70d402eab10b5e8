namespace InferenceBench.Diagnosers.Power;

/// <summary>Idle power at one moment.</summary>
/// <param name="Watts">Watts.</param>
/// <param name="StandardUncertaintyWatts">Its random standard uncertainty.</param>
/// <param name="HasDrifted">Whether it differed before the first and after the last case by more than 2 %.</param>
internal readonly record struct IdlePower(double Watts, double StandardUncertaintyWatts, bool HasDrifted);
