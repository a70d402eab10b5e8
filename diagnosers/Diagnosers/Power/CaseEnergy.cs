using InferenceBench.Sampling.Energy;

namespace InferenceBench.Diagnosers.Power;

/// <summary>What the sources of a device measured of one case. Kept until the run ends: net energies change once idle power after the last case is known.</summary>
/// <param name="Plan">What was to be read.</param>
/// <param name="Span">From the start of the first window to the end of the last one.</param>
/// <param name="Inferences">Inferences of the windows, those that found no room in the trace included.</param>
/// <param name="Sources">What was measured, in the plan's order.</param>
internal sealed record CaseEnergy(DevicePlan Plan, EnergyWindow Span, long Inferences, IReadOnlyList<SourceMeasurement> Sources);
