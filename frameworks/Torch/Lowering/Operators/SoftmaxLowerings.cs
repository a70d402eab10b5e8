using System.Globalization;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Softmax and its relatives.</summary>
internal static class SoftmaxLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Softmax"] = static node => Lower(node, static (input, axis) => string.Create(CultureInfo.InvariantCulture, $"torch.softmax({input}, {axis})")),
        ["LogSoftmax"] = static node => Lower(node, static (input, axis) => string.Create(CultureInfo.InvariantCulture, $"torch.log_softmax({input}, {axis})")),
        ["Hardmax"] = static node => Lower(node, static (input, axis) => string.Create(CultureInfo.InvariantCulture,
            $"torch.scatter(torch.zeros_like({input}), {axis}, torch.argmax({input}, {axis}, True), 1)")),
    };

    private static void Lower(LoweringNode node, Func<string, int, string> function)
    {
        long[] shape = node.Shape(0);
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", node.Opset < 13 ? 1 : -1), shape.Length);
        long inner = shape[Math.Min(axis + 1, shape.Length)..].Aggregate(1L, static (product, size) => product * size);
        if (node.Opset >= 13 || inner == 1)
        {
            node.Set(0, function(node.Input(0), axis));
            return;
        }

        // Until opset 12 the axes from the given one on count as one.
        string flat = node.Let($"{node.Input(0)}.reshape({TorchText.List([.. shape[..axis], -1])})", "flat");
        string result = node.Let(function(flat, axis));
        node.Set(0, $"{result}.reshape({TorchText.List(shape)})");
    }
}
