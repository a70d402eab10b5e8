namespace InferenceBench.Sampling.Energy;

/// <summary>The energy of one or several windows.</summary>
public sealed record EnergyResult
{
    /// <summary>Joules; null when the readings do not support an energy (the flags say why). May be negative: a sensor's offset is kept.</summary>
    public required double? Joules { get; init; }

    /// <summary>That part of <see cref="Joules"/> which lies between readings without a gap (<see cref="Coverage"/>); null without energy.</summary>
    public double? ObservedJoules { get; init; }

    /// <summary>Joules over seconds; null without energy or length.</summary>
    public double? MeanWatts { get; init; }

    /// <summary>
    /// Greatest reading inside the windows in watts (of a counter: greatest mean between two of its steps that are so far apart that their moments are known to
    /// a tenth of it); null when none lies inside.
    /// </summary>
    public double? PeakWatts { get; init; }

    /// <summary>Length of the windows in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Part of the windows that lies between readings without a gap, 0 to 1.</summary>
    public double Coverage { get; init; }

    /// <summary>Expanded uncertainty of the joules (k = 2); null without energy.</summary>
    public double? UncertaintyJoules { get; init; }

    /// <summary>That part of <see cref="UncertaintyJoules"/> (k = 2) which shrinks with more readings: what counts when two cases of one device are compared.</summary>
    public double? RandomUncertaintyJoules { get; init; }

    /// <summary>
    /// Least and greatest joules when the power in the gaps was anything between the extremes of all readings (of a counter: when an edge lies in a gap, all
    /// or none of what it counted there was inside); null without a gap.
    /// </summary>
    public (double Least, double Greatest)? BoundsJoules { get; init; }

    /// <summary>Valid readings inside the windows, their edges included.</summary>
    public int Samples { get; init; }

    /// <summary>Readings inside the windows that were left out: not finite or missing.</summary>
    public int InvalidSamples { get; init; }

    /// <summary>Times that the counter wrapped between readings that touch the windows.</summary>
    public int Wraps { get; init; }

    /// <summary>What a reader should know (<see cref="EnergyFlags"/>), each once, in order of appearance.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}
