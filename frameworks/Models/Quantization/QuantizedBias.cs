namespace InferenceBench.Models.Quantization;

/// <summary>A bias as 32-bit integers whose scale is that of the products it is added to: input scale · weight scale.</summary>
/// <param name="Values">The integers.</param>
/// <param name="Scales">One scale for each channel, or one for all.</param>
public sealed record QuantizedBias(int[] Values, float[] Scales)
{
    // Leaves the sum of the products half of 32 bits.
    private const double Maximum = 1 << 30;

    /// <summary>The weight scales below which a bias would not fit its integers.</summary>
    /// <param name="bias">The bias, one element for each channel.</param>
    /// <param name="inputScale">Scale of the activation.</param>
    /// <param name="isPerTensor">One scale for all channels.</param>
    /// <returns>One scale for each channel, or one for all.</returns>
    public static double[] LeastWeightScales(ReadOnlySpan<float> bias, float inputScale, bool isPerTensor)
    {
        var least = new double[bias.Length];
        for (int i = 0; i < least.Length; i++)
        {
            least[i] = Math.Abs((double)bias[i]) / (inputScale * Maximum);
        }

        return isPerTensor ? [least.Length == 0 ? 0 : least.Max()] : least;
    }

    /// <summary>Quantizes a bias.</summary>
    /// <param name="bias">The bias, one element for each channel.</param>
    /// <param name="inputScale">Scale of the activation.</param>
    /// <param name="weightScales">Scales of the weight, one for each channel, or one for all.</param>
    public static QuantizedBias Of(ReadOnlySpan<float> bias, float inputScale, IReadOnlyList<float> weightScales)
    {
        ArgumentNullException.ThrowIfNull(weightScales);
        float[] scales = [.. weightScales.Select(scale => scale * inputScale)];
        var values = new int[bias.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double integer = Math.Round(bias[i] / (double)scales[scales.Length == 1 ? 0 : i]);
            values[i] = (int)Math.Clamp(integer, int.MinValue, int.MaxValue);
        }

        return new QuantizedBias(values, scales);
    }
}
