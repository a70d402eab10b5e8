namespace InferenceBench.Reporting.Gating;

/// <summary>One side of a tested figure.</summary>
/// <param name="Value">Geometric mean over the launches in the figure's unit; null when there is none.</param>
/// <param name="Runs">Run folders that it comes from.</param>
/// <param name="Launches">Processes that it comes from; of energies, the runs.</param>
/// <param name="Inferences">Inferences that it comes from.</param>
/// <param name="LaunchDeviation">Standard deviation of the launches' values, as a ratio; null with one launch.</param>
public sealed record GateFigure(double? Value, int Runs, int Launches, long Inferences, double? LaunchDeviation);
