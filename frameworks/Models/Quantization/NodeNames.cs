using InferenceBench.Models.Conversion;
using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Quantization;

/// <summary>The names by which nodes are excluded from quantization.</summary>
public static class NodeNames
{
    /// <summary>The name of each node, or of its first output where it has none; nodes inside the model's own functions included.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<string> Of(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. FunctionInliner.Copy(model).Proto.Graph.Node.Where(static node => !ConstantNodes.IsConstant(node)).Select(static node => node.DisplayName()).Distinct(StringComparer.Ordinal)];
    }
}
