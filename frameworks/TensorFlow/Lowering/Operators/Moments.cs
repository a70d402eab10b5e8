using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Mean and variance over axes, which stay with one element. The variance is that of the population, of the centred values.</summary>
/// <param name="Node">The node that is lowered.</param>
/// <param name="Type">Element type of all of it.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Centred">The input without the mean.</param>
/// <param name="Variance">The variance.</param>
internal sealed record Moments(LoweringNode Node, ElementType Type, string Mean, string Centred, string Variance)
{
    /// <summary>The moments of a tensor of the type of the node's first input.</summary>
    public static Moments Of(LoweringNode node, string tensor, IEnumerable<long> axes)
    {
        long[] over = [.. axes];
        ElementType type = node.KnownType(0);
        string mean = node.Reduced("Mean", tensor, type, over);
        string centred = node.Apply("Sub", type, tensor, mean);

        // Squares of what is centred, not SquaredDifference of tensor and mean: from that TensorFlow 2.15 with oneDNN makes its own LayerNorm, which takes an
        // epsilon of 0.001 whatever the graph says.
        return new Moments(node, type, mean, centred, node.Reduced("Mean", node.Apply("Square", type, centred), type, over));
    }

    /// <summary>One over the deviation.</summary>
    public string Rate(double epsilon)
    {
        return Node.Apply("Rsqrt", Type, Node.Apply("AddV2", Type, Variance, Node.Scalar(Type, epsilon)));
    }

    /// <summary>The normalized tensor times a scale plus a bias.</summary>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="scale">The scale, which repeats to the tensor's shape; null for one.</param>
    /// <param name="bias">The bias; null for zero.</param>
    public string Normalized(double epsilon, string? scale, string? bias)
    {
        string normalized = Node.Apply("Mul", Type, Centred, Rate(epsilon));
        normalized = scale is null ? normalized : Node.Apply("Mul", Type, normalized, scale);
        return bias is null ? normalized : Node.Apply("AddV2", Type, normalized, bias);
    }
}
