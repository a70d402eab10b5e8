using System.Globalization;

namespace InferenceBench.Parity;

/// <summary>How far an element may be from its reference: Absolute·max(1, rms(ref)) + Relative·|ref|.</summary>
/// <param name="Absolute">The absolute term, at least 0.</param>
/// <param name="Relative">The relative term, at least 0.</param>
/// <param name="IsScaled">Whether the absolute term grows with the root mean square of the reference.</param>
internal sealed record ElementTolerance(double Absolute, double Relative, bool IsScaled = true)
{
    /// <summary>The tolerance at one value.</summary>
    /// <param name="reference">The reference value, finite.</param>
    /// <param name="rms">Root mean square of the whole reference output.</param>
    public double At(double reference, double rms)
    {
        return (Absolute * (IsScaled ? Math.Max(1, rms) : 1)) + (Relative * Math.Abs(reference));
    }

    /// <summary>For example <c>0.0001·max(1, rms) + 0.001·|ref|</c>.</summary>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"{Absolute}{(IsScaled ? "·max(1, rms)" : string.Empty)} + {Relative}·|ref|");
    }
}
