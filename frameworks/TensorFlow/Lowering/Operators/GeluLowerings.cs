using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Gelu in the nodes that TensorFlow's own <c>tf.nn.gelu</c> writes, which it knows again and joins with a product of matrices.</summary>
internal static class GeluLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Gelu"] = Gelu,
    };

    private static void Gelu(LoweringNode node)
    {
        bool isApproximate = node.Proto.GetText("approximate", "none") == "tanh";
        UnaryLowerings.Map(node, (input, type) =>
        {
            string curve = isApproximate
                ? node.Apply("Tanh", type, Cubic(node, input, type))
                : node.Apply("Erf", type, node.Apply("Mul", type, input, node.Scalar(type, Math.Sqrt(0.5))));
            string half = node.Apply("Mul", type, node.Scalar(type, 0.5), input);
            return node.Apply("Mul", type, half, node.Apply("AddV2", type, node.Scalar(type, 1), curve));
        });
    }

    private static string Cubic(LoweringNode node, string input, ElementType type)
    {
        string cube = node.Apply("Mul", type, node.Scalar(type, 0.044715), node.Apply("Pow", type, input, node.Scalar(type, 3)));
        return node.Apply("Mul", type, node.Scalar(type, Math.Sqrt(2 / Math.PI)), node.Apply("AddV2", type, input, cube));
    }
}
