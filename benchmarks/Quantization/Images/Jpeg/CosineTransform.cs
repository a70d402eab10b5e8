namespace InferenceBench.Quantization.Images.Jpeg;

/// <summary>Turns the coefficients of a plane into samples.</summary>
internal static class CosineTransform
{
    private const int Side = Component.Side;
    private const float Middle = 128;

    // Where the coefficients of a block lie, in the order of the file.
    private static readonly byte[] s_zigzag =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    // The inverse transform as a matrix: sample x of frequency u.
    private static readonly float[] s_basis = [.. Enumerable.Range(0, Side * Side).Select(static i =>
        (float)(Math.Cos(((2 * (i / Side)) + 1) * (i % Side) * Math.PI / (2 * Side)) * (i % Side == 0 ? Math.Sqrt(0.125) : 0.5)))];

    /// <summary>The samples of a plane, row by row, its width the stride of its blocks.</summary>
    /// <param name="component">The plane.</param>
    /// <param name="table">Its quantization table, in the order of the file.</param>
    public static byte[] Invert(Component component, ushort[] table)
    {
        int width = component.Stride * Side;
        var samples = new byte[component.Coefficients.Length];
        Span<float> frequencies = stackalloc float[Component.BlockSize];
        Span<float> rows = stackalloc float[Component.BlockSize];
        for (int start = 0; start < samples.Length; start += Component.BlockSize)
        {
            frequencies.Clear();
            for (int i = 0; i < Component.BlockSize; i++)
            {
                frequencies[s_zigzag[i]] = component.Coefficients[start + i] * table[i];
            }

            int block = start / Component.BlockSize;
            int corner = (block / component.Stride * Side * width) + (block % component.Stride * Side);
            Invert(frequencies, rows, samples.AsSpan(corner), width);
        }

        return samples;
    }

    private static void Invert(ReadOnlySpan<float> frequencies, Span<float> rows, Span<byte> samples, int width)
    {
        for (int i = 0; i < Component.BlockSize; i++)
        {
            rows[i] = Dot(frequencies.Slice(i / Side * Side, Side), 1, i % Side);
        }

        for (int i = 0; i < Component.BlockSize; i++)
        {
            float value = Dot(rows[(i % Side)..], Side, i / Side) + Middle;
            samples[(i / Side * width) + (i % Side)] = (byte)Math.Clamp((int)MathF.Round(value), 0, byte.MaxValue);
        }
    }

    private static float Dot(ReadOnlySpan<float> frequencies, int step, int sample)
    {
        float sum = 0;
        for (int u = 0; u < Side; u++)
        {
            sum += frequencies[u * step] * s_basis[(sample * Side) + u];
        }

        return sum;
    }
}
