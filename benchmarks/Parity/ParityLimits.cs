using InferenceBench.Contracts;

namespace InferenceBench.Parity;

/// <summary>What outputs in one precision must reach, per output.</summary>
/// <param name="MinCosine">Lowest cosine similarity of a sample.</param>
/// <param name="MinTop1">Lowest share of samples whose top-1 agrees, near-ties left out; null: not gated.</param>
/// <param name="Elements">Greatest difference of an element; null: not gated.</param>
/// <param name="NearTie">A sample whose two highest reference values are closer than this says nothing about top-1.</param>
internal sealed record ParityLimits(double MinCosine, double? MinTop1, ElementTolerance? Elements, ElementTolerance NearTie)
{
    private static readonly ElementTolerance s_fp32 = new(1e-4, 1e-3);

    /// <summary>The limits of a precision.</summary>
    /// <param name="precision">The precision.</param>
    /// <param name="absolute">The user's own absolute term for <c>fp32</c>, not scaled by the output; null takes 1e-4·max(1, rms(ref)).</param>
    /// <param name="relative">The user's own relative term for <c>fp32</c>; null takes 1e-3.</param>
    public static ParityLimits For(Precision precision, double? absolute = null, double? relative = null)
    {
        return precision switch
        {
            Precision.Fp32 => Fp32(s_fp32 with
            {
                Absolute = absolute ?? s_fp32.Absolute,
                IsScaled = absolute is null,
                Relative = relative ?? s_fp32.Relative,
            }),

            // Half precision keeps 11 bits and bfloat16 8; through the depth of a network about four of them are lost.
            Precision.Fp16 => new ParityLimits(0.999, 0.99, null, new ElementTolerance(1e-2, 1e-2)),
            _ => new ParityLimits(0.99, null, null, new ElementTolerance(5e-2, 5e-2)),
        };
    }

    private static ParityLimits Fp32(ElementTolerance tolerance)
    {
        return new ParityLimits(0.99999, null, tolerance, tolerance);
    }
}
