namespace InferenceBench.Models.Lowering;

/// <summary>Resize along one axis as a matrix: [out, in], row-major.</summary>
public static class InterpolationWeights
{
    /// <summary>The weights that ONNX specifies.</summary>
    /// <exception cref="InvalidOperationException">The transformation is not known.</exception>
    public static float[] Of(ResizeRequest request, ResizeAxis axis)
    {
        float[] weights = new float[checked(axis.Out * axis.In)];
        bool isIdentity = axis.IsIdentity(request.Transformation);
        for (int i = 0; i < axis.Out; i++)
        {
            double at = isIdentity ? i : axis.Coordinate(request.Transformation, i);
            if (double.IsNaN(at))
            {
                throw new InvalidOperationException($"the transformation {request.Transformation}");
            }

            // A smaller output averages over as many more elements when it is antialiased.
            double shrink = request.IsAntialiased ? Math.Min(axis.Scale, 1) : 1;
            AddRow(weights.AsSpan((int)(i * axis.In), (int)axis.In), at, shrink, request.Mode == "cubic" ? request.CubicA : null, request.ExcludesOutside);
        }

        return weights;
    }

    /// <summary>The weights of one element of the output.</summary>
    /// <param name="row">Gets the weights.</param>
    /// <param name="at">Its coordinate in the input.</param>
    /// <param name="shrink">By how much the kernel is wider: at most 1.</param>
    /// <param name="cubicA">The cubic's coefficient; null for linear.</param>
    /// <param name="excludesOutside">Whether what lies outside is left out; else the outermost elements stand for it.</param>
    public static void AddRow(Span<float> row, double at, double shrink, double? cubicA, bool excludesOutside)
    {
        double reach = (cubicA is null ? 1 : 2) / shrink;
        long first = (long)Math.Floor(at - reach);
        long last = (long)Math.Ceiling(at + reach);
        Span<double> sums = row.Length <= 1024 ? stackalloc double[row.Length] : new double[row.Length];
        sums.Clear();
        double total = 0;
        for (long i = first; i <= last; i++)
        {
            if (excludesOutside && (i < 0 || i >= row.Length))
            {
                continue;
            }

            double weight = cubicA is { } a ? Cubic((i - at) * shrink, a) : Math.Max(0, 1 - Math.Abs((i - at) * shrink));
            sums[(int)Math.Clamp(i, 0, row.Length - 1)] += weight;
            total += weight;
        }

        for (int i = 0; i < row.Length; i++)
        {
            row[i] = (float)(sums[i] / total);
        }
    }

    // R. Keys, Cubic convolution interpolation for digital image processing, 1981.
    private static double Cubic(double distance, double a)
    {
        double x = Math.Abs(distance);
        return x <= 1 ? (((((a + 2) * x) - (a + 3)) * x) * x) + 1
            : x < 2 ? (((((a * x) - (5 * a)) * x) + (8 * a)) * x) - (4 * a)
            : 0;
    }
}
