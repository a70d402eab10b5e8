using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>The rule of each operator.</summary>
internal static class OperatorTable
{
    private static readonly Lazy<Dictionary<string, ShapeRule>> s_rules = new(Build);

    /// <summary>The rule of a node's operator; null when there is none.</summary>
    /// <param name="node">The node.</param>
    public static ShapeRule? Find(NodeProto node)
    {
        bool isKnownDomain = node.Domain is "" or "ai.onnx" || (node.Domain == "com.microsoft" && IsSameInMicrosoftDomain(node.OpType));
        return isKnownDomain ? s_rules.Value.GetValueOrDefault(node.OpType) : null;
    }

    // ONNX Runtime's own set repeats these with more types; shapes follow the same rules.
    private static bool IsSameInMicrosoftDomain(string type)
    {
        return type is "QuantizeLinear" or "DequantizeLinear" or "Gelu";
    }

    private static Dictionary<string, ShapeRule> Build()
    {
        var rules = new Dictionary<string, ShapeRule>(StringComparer.Ordinal);
        ElementwiseRules.AddTo(rules);
        BinaryRules.AddTo(rules);
        SelectionRules.AddTo(rules);
        ConvolutionRules.AddTo(rules);
        PoolingRules.AddTo(rules);
        MatrixRules.AddTo(rules);
        NormalizationRules.AddTo(rules);
        ReductionRules.AddTo(rules);
        ReshapingRules.AddTo(rules);
        RepeatingRules.AddTo(rules);
        SlicingRules.AddTo(rules);
        RankingRules.AddTo(rules);
        GatheringRules.AddTo(rules);
        JoiningRules.AddTo(rules);
        PaddingRules.AddTo(rules);
        ResizingRules.AddTo(rules);
        GeneratorRules.AddTo(rules);
        ConversionRules.AddTo(rules);
        return rules;
    }
}
