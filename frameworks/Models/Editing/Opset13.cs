using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Editing;

/// <summary>Rewrites a model of an older operator set for opset 13, the first with bfloat16, and in which DequantizeLinear takes a scale for each channel.</summary>
internal static class Opset13
{
    /// <summary>The opset that models are upgraded to.</summary>
    public const long Target = 13;

    // The first whose binary operators broadcast as today's do.
    private const long Oldest = 7;

    // The IR version that came with opset 13.
    private const long Ir = 7;

    // Operators that opset 13 no longer has, or gives another meaning that is not translated here.
    private static readonly HashSet<string> s_untranslated = new(StringComparer.Ordinal) { "Scatter", "Hardmax" };

    /// <summary>Upgrades a model; one of opset 13 or later stays as it is.</summary>
    /// <param name="model">The model; changed in place.</param>
    /// <param name="purpose">What the opset is needed for, for messages: <c>quantizing</c>.</param>
    /// <exception cref="OnnxModelException">The model is older than opset 7, or holds an operator whose meaning changed and that is not translated.</exception>
    public static void Apply(OnnxModel model, string purpose)
    {
        if (model.Opset >= Target)
        {
            return;
        }

        if (model.Opset < Oldest)
        {
            throw OnnxModelException.For(model.Path, $"is of opset {model.Opset}; {purpose} needs opset {Target}, and only {Oldest} and later are upgraded: export the model again with a newer opset");
        }

        var rewriter = new Opset13Rewriter(new GraphIndex(model), model.Opset);
        NodeProto[] nodes = [.. model.Proto.Graph.Node];
        model.Proto.Graph.Node.Clear();
        foreach (NodeProto node in nodes)
        {
            CheckTranslatable(model, node, purpose);
            model.Proto.Graph.Node.AddRange(node.Domain is "" or "ai.onnx" ? rewriter.Rewrite(node) : [node]);
        }

        foreach (OperatorSetIdProto opset in model.Proto.OpsetImport.Where(static opset => opset.Domain is "" or "ai.onnx"))
        {
            opset.Version = Target;
        }

        model.Proto.IrVersion = Math.Max(model.Proto.IrVersion, Ir);
    }

    private static void CheckTranslatable(OnnxModel model, NodeProto node, string purpose)
    {
        bool isUntranslated = node.Domain is "" or "ai.onnx" && (s_untranslated.Contains(node.OpType) || node.GetInt("spatial", 1) != 1 || node.Subgraphs().Any());
        if (isUntranslated)
        {
            throw OnnxModelException.For(model.Path,
                $"is of opset {model.Opset} and holds {node.OpType} (node {OneLine.Quote(node.DisplayName())}), which is not upgraded to the opset {Target} that {purpose} needs: export the model again with opset {Target} or later");
        }
    }
}
