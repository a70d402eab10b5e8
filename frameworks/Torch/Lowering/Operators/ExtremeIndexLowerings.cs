using System.Globalization;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Where the largest and smallest elements are.</summary>
internal static class ExtremeIndexLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["ArgMax"] = static node => Lower(node, "argmax"),
        ["ArgMin"] = static node => Lower(node, "argmin"),
    };

    private static void Lower(LoweringNode node, string function)
    {
        long[] shape = node.Shape(0);
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 0), shape.Length);
        string keeps = TorchText.Boolean(node.Proto.GetInt("keepdims", 1) != 0);
        bool takesLast = node.Proto.GetInt("select_last_index", 0) != 0 && shape.Length > 0;
        string input = takesLast ? node.Let(string.Create(CultureInfo.InvariantCulture, $"torch.flip({node.Input(0)}, [{axis}])"), "flipped") : node.Input(0);
        string index = string.Create(CultureInfo.InvariantCulture, $"torch.{function}({input}, {axis}, {keeps})");
        node.Set(0, takesLast ? string.Create(CultureInfo.InvariantCulture, $"torch.rsub({node.Let(index, "index")}, {shape[axis] - 1})") : index);
    }
}
