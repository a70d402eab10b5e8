using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>One spatial axis of a GridSample: which of its elements each point of the grid takes, and with which weights.</summary>
/// <param name="Node">The node.</param>
/// <param name="Type">The float type that coordinates and weights are computed in.</param>
/// <param name="Size">Elements of the axis.</param>
/// <param name="Padding"><c>zeros</c>, <c>border</c> or <c>reflection</c>.</param>
/// <param name="IsAligned">Whether −1 and 1 are the centres of the outermost elements; else their edges.</param>
internal sealed record SampledAxis(LoweringNode Node, ElementType Type, long Size, string Padding, bool IsAligned)
{
    // The cubic of PyTorch, after which ONNX defines the operator.
    private const double CubicA = -0.75;

    /// <summary>The elements and weights.</summary>
    /// <param name="grid">Coordinates from −1 to 1.</param>
    /// <param name="mode"><c>linear</c>, <c>nearest</c> or <c>cubic</c>.</param>
    /// <returns>Indices of int32, all within the axis, each with its weight; null for one.</returns>
    public IReadOnlyList<(string Index, string? Weight)> Taps(string grid, string mode)
    {
        string at = IsAligned
            ? Times(Plus(grid, 1), (Size - 1) / 2.0)
            : Plus(Times(Plus(grid, 1), Size / 2.0), -0.5);
        if (mode == "nearest")
        {
            return [Tap(Node.Apply("Round", Type, Inside(at)), null)];
        }

        // The cubic pads the elements that it takes, the linear one the coordinate.
        at = mode == "cubic" ? at : Inside(at);
        string first = Node.Apply("Floor", Type, at);
        string part = Node.Apply("Sub", Type, at, first);
        return mode == "cubic"
            ? [.. Enumerable.Range(-1, 4).Select(step => Tap(Inside(Plus(first, step)), Cubic(Node.Apply("Abs", Type, Plus(part, -step)), isNear: step is 0 or 1)))]
            : [Tap(first, Plus(Times(part, -1), 1)), Tap(Plus(first, 1), part)];
    }

    private (string Index, string? Weight) Tap(string at, string? weight)
    {
        string index = Node.Apply("ClipByValue", Type, at, Scalar(0), Scalar(Size - 1));
        if (Padding == "zeros")
        {
            string isInside = Node.Cast(Node.Let("Equal", [index, at], Attr.Type("T", Type)), ElementType.Bool, Type);
            weight = weight is null ? isInside : Node.Apply("Mul", Type, weight, isInside);
        }

        return (Node.Cast(index, Type, ElementType.Int32), weight);
    }

    // A coordinate as the padding moves it.
    private string Inside(string at)
    {
        if (Padding == "zeros")
        {
            return at;
        }

        if (Padding == "reflection")
        {
            double low = IsAligned ? 0 : -0.5;
            double span = IsAligned ? Size - 1 : Size;
            string distance = Node.Apply("Abs", Type, Plus(at, -low));
            string place = span == 0 ? Times(distance, 0) : Node.Apply("FloorMod", Type, distance, Scalar(2 * span));
            at = Plus(Times(Node.Apply("Abs", Type, Plus(place, -span)), -1), span + low);
        }

        return Node.Apply("ClipByValue", Type, at, Scalar(0), Scalar(Size - 1));
    }

    // R. Keys, Cubic convolution interpolation for digital image processing, 1981: one polynomial up to a distance of 1, another up to 2.
    private string Cubic(string distance, bool isNear)
    {
        double[] factors = isNear ? [CubicA + 2, -(CubicA + 3), 0, 1] : [CubicA, -5 * CubicA, 8 * CubicA, -4 * CubicA];
        string sum = Times(distance, factors[0]);
        for (int i = 1; i < 3; i++)
        {
            sum = Node.Apply("Mul", Type, Plus(sum, factors[i]), distance);
        }

        return Plus(sum, factors[3]);
    }

    private string Plus(string tensor, double value)
    {
        return value == 0 ? tensor : Node.Apply("AddV2", Type, tensor, Scalar(value));
    }

    private string Times(string tensor, double value)
    {
        return Node.Apply("Mul", Type, tensor, Scalar(value));
    }

    private string Scalar(double value)
    {
        return Node.Scalar(Type, value);
    }
}
