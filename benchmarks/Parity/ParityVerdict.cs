namespace InferenceBench.Parity;

/// <summary>Outputs against reference outputs: the worst of each statistic. A statistic that is not finite is null.</summary>
/// <param name="Passed">Whether the gate holds.</param>
/// <param name="Reason">Why not, in one line; null when passed.</param>
/// <param name="MaxAbs">Greatest absolute difference.</param>
/// <param name="MeanAbs">Greatest mean absolute difference of an output.</param>
/// <param name="MaxRel">Greatest relative difference.</param>
/// <param name="Cosine">Lowest cosine similarity of a sample.</param>
/// <param name="PsnrDb">Lowest peak signal-to-noise ratio of an output in dB.</param>
/// <param name="Top1">Lowest share of samples whose top-1 agrees.</param>
internal sealed record ParityVerdict(
    bool Passed,
    string? Reason,
    double? MaxAbs,
    double? MeanAbs,
    double? MaxRel,
    double? Cosine,
    double? PsnrDb,
    double? Top1)
{
    /// <summary>The outputs could not be compared at all.</summary>
    /// <param name="reason">Why.</param>
    public static ParityVerdict Incomparable(string reason)
    {
        return new ParityVerdict(false, reason, null, null, null, null, null, null);
    }

    /// <summary>The worst of several outputs.</summary>
    /// <param name="reason">Why the gate does not hold; null when it does.</param>
    /// <param name="outputs">At least one output.</param>
    public static ParityVerdict Of(string? reason, IReadOnlyList<OutputComparison> outputs)
    {
        return new ParityVerdict(
            reason is null,
            reason,
            Finite(outputs.Max(static output => output.MaxAbs)),
            Finite(outputs.Max(static output => output.MeanAbs)),
            Finite(outputs.Max(static output => output.MaxRel)),
            Finite(outputs.Min(static output => output.Cosine)),
            Finite(outputs.Min(static output => output.PsnrDb)),
            outputs.Min(static output => output.Top1));
    }

    private static double? Finite(double value)
    {
        return double.IsFinite(value) ? value : null;
    }
}
