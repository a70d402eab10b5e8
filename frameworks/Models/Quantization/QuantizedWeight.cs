namespace InferenceBench.Models.Quantization;

/// <summary>A weight as signed 8-bit integers, symmetric about zero.</summary>
/// <param name="Values">The integers, in the order of the elements.</param>
/// <param name="Scales">One scale for each channel, or one for all.</param>
public sealed record QuantizedWeight(sbyte[] Values, float[] Scales)
{
    private const int FullMaximum = 127;

    // Below it the product with an activation's scale is no normal float. Such weights add nothing to any sum.
    private const double LeastScale = 1e-25;

    // A bit less: the sum of two products of 8 and 7 bits fits 16 bits.
    private const int ReducedMaximum = 63;

    /// <summary>Quantizes a weight.</summary>
    /// <param name="weight">Finite elements in C order.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="axis">The axis of the channels; null for one scale.</param>
    /// <param name="hasReducedRange">7 bits instead of 8.</param>
    /// <param name="leastScales">Scales are at least these, one for each scale; null for no bound.</param>
    public static QuantizedWeight Of(ReadOnlySpan<float> weight, IReadOnlyList<long> shape, int? axis, bool hasReducedRange, double[]? leastScales)
    {
        ArgumentNullException.ThrowIfNull(shape);
        int maximum = hasReducedRange ? ReducedMaximum : FullMaximum;
        int channels = axis is null ? 1 : (int)shape[axis.Value];
        int inner = axis is null ? Math.Max(weight.Length, 1) : (int)shape.Skip(axis.Value + 1).Aggregate(1L, static (product, dimension) => product * dimension);
        float[] scales = FindScales(weight, channels, inner, maximum, leastScales);
        var values = new sbyte[weight.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double integer = Math.Round(weight[i] / (double)scales[i / inner % channels]);
            values[i] = (sbyte)Math.Clamp(integer, -maximum, maximum);
        }

        return new QuantizedWeight(values, scales);
    }

    private static float[] FindScales(ReadOnlySpan<float> weight, int channels, int inner, int maximum, double[]? leastScales)
    {
        var peaks = new float[channels];
        for (int i = 0; i < weight.Length; i++)
        {
            int channel = i / inner % channels;
            peaks[channel] = Math.Max(peaks[channel], Math.Abs(weight[i]));
        }

        var scales = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            double scale = Math.Max((double)peaks[channel] / maximum, leastScales?[channel] ?? 0);

            // A channel of zeros: any scale represents it.
            scales[channel] = scale < LeastScale ? 1 : (float)scale;
        }

        return scales;
    }
}
