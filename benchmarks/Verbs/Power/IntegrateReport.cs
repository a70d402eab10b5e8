using InferenceBench.Sampling.Energy;

namespace InferenceBench.Verbs.Power;

/// <summary>The document of <c>power integrate --json</c>. Its properties' names are public and permanent; what is not known is null.</summary>
/// <param name="EnergyJoules">The energy.</param>
/// <param name="MeanWatts">The energy over the window's length.</param>
/// <param name="Coverage">Part of the window between readings without a gap, 0 to 1.</param>
/// <param name="UncertaintyJoules">Expanded uncertainty (k = 2) of the energy, as far as the readings tell: gain and zero of the sensor are not known here.</param>
/// <param name="Flags">What a reader should know.</param>
/// <param name="Reason">Why there is no energy.</param>
/// <param name="Seconds">Length of the window.</param>
/// <param name="ObservedJoules">Energy of the covered part.</param>
/// <param name="BoundsJoules">Least and greatest energy with any power in the gaps; null without a gap.</param>
/// <param name="PeakWatts">Greatest reading inside the window.</param>
/// <param name="Samples">Valid readings inside the window.</param>
/// <param name="InvalidSamples">Failed readings inside the window.</param>
/// <param name="Wraps">Times that a counter wrapped inside the window.</param>
internal sealed record IntegrateReport(
    double? EnergyJoules,
    double? MeanWatts,
    double Coverage,
    double? UncertaintyJoules,
    IReadOnlyList<string> Flags,
    string? Reason,
    double Seconds,
    double? ObservedJoules,
    IReadOnlyList<double>? BoundsJoules,
    double? PeakWatts,
    int Samples,
    int InvalidSamples,
    int Wraps)
{
    /// <summary>The document of an energy.</summary>
    public static IntegrateReport Of(EnergyResult energy)
    {
        return new IntegrateReport(
            energy.Joules,
            energy.MeanWatts,
            energy.Coverage,
            energy.UncertaintyJoules,
            energy.Flags,
            EnergyReasons.Of(energy),
            energy.Seconds,
            energy.ObservedJoules,
            energy.BoundsJoules is { } bounds ? [bounds.Least, bounds.Greatest] : null,
            energy.PeakWatts,
            energy.Samples,
            energy.InvalidSamples,
            energy.Wraps);
    }
}
