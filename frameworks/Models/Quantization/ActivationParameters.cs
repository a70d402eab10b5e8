namespace InferenceBench.Models.Quantization;

/// <summary>How an activation's real values become integers: real = (integer − zero point) · scale.</summary>
/// <param name="Scale">Above zero.</param>
/// <param name="ZeroPoint">The integer that stands for 0: 0 to 255 of an unsigned activation, 0 of a signed one.</param>
/// <param name="IsSigned">int8 instead of uint8.</param>
public readonly record struct ActivationParameters(float Scale, int ZeroPoint, bool IsSigned)
{
    private const int UnsignedSteps = 255;
    private const int SignedMaximum = 127;

    // Smaller scales have reciprocals and products with other scales that are no normal floats.
    private const double LeastScale = 1e-12;

    /// <summary>The lowest real value that an integer stands for.</summary>
    public double Lowest => IsSigned ? -(SignedMaximum + 1) * (double)Scale : -ZeroPoint * (double)Scale;

    /// <summary>The highest real value that an integer stands for.</summary>
    public double Highest => IsSigned ? SignedMaximum * (double)Scale : (UnsignedSteps - ZeroPoint) * (double)Scale;

    /// <summary>Unsigned: the range, widened to hold 0, over 256 integers. Zero padding and ReLU stay exact.</summary>
    /// <param name="range">The range.</param>
    public static ActivationParameters Asymmetric(ValueRange range)
    {
        double low = Math.Min(range.Low, 0.0);
        double high = Math.Max(range.High, 0.0);
        double scale = (high - low) / UnsignedSteps;
        if (scale < LeastScale)
        {
            // Nothing but zeros was seen; any scale represents them.
            return new ActivationParameters(1, 0, false);
        }

        return new ActivationParameters((float)scale, Math.Clamp((int)Math.Round(-low / scale), 0, UnsignedSteps), false);
    }

    /// <summary>Signed: as far to both sides of 0, which is the integer 0.</summary>
    /// <param name="range">The range.</param>
    public static ActivationParameters Symmetric(ValueRange range)
    {
        double scale = range.Magnitude / (double)SignedMaximum;
        return new ActivationParameters(scale < LeastScale ? 1 : (float)scale, 0, true);
    }
}
