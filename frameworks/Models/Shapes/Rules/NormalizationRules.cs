using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Normalizations with more than one output.</summary>
internal static class NormalizationRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["BatchNormalization"] = BatchNormalization;
        rules["LayerNormalization"] = LayerNormalization;
    }

    private static void BatchNormalization(OperatorContext context)
    {
        context.Set(0, context.Type(0), context.Shape(0));
        // Running mean and variance in training mode; before opset 14 two more, saved for the backward pass.
        for (int i = 1; i < context.Outputs.Length; i++)
        {
            context.Set(i, context.Type(3), context.Shape(3));
        }
    }

    private static void LayerNormalization(OperatorContext context)
    {
        long[]? shape = context.Shape(0);
        context.Set(0, context.Type(0), shape);
        long[]? statistics = null;
        if (shape is not null)
        {
            statistics = [.. shape];
            statistics.AsSpan(Dimension.Axis(context.Node.GetInt("axis", -1), shape.Length)).Fill(1);
        }

        // Statistics are computed in float unless stash_type says otherwise.
        var type = (ElementType)context.Node.GetInt("stash_type", (long)ElementType.Float32);
        context.Set(1, type, statistics);
        context.Set(2, type, statistics);
    }
}
