namespace InferenceBench.Sampling.Energy;

/// <summary>An interval that energy is integrated over.</summary>
/// <param name="FromNs">Start in monotonic nanoseconds.</param>
/// <param name="ToNs">End in monotonic nanoseconds, not before the start.</param>
public readonly record struct EnergyWindow(long FromNs, long ToNs)
{
    /// <summary>Its length in nanoseconds.</summary>
    public long LengthNs => ToNs - FromNs;
}
