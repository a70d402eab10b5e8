using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Pooling over any number of spatial axes.</summary>
internal static class PoolingRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["MaxPool"] = Pool;
        rules["AveragePool"] = Pool;
        rules["LpPool"] = Pool;
        rules["GlobalAveragePool"] = GlobalPool;
        rules["GlobalMaxPool"] = GlobalPool;
    }

    private static void Pool(OperatorContext context)
    {
        long[]? shape = null;
        if (context.Shape(0) is { } input)
        {
            long[] kernel = context.Node.GetInts("kernel_shape") ?? [];
            if (input.Length < 3 || kernel.Length != input.Length - 2 || Array.Exists(kernel, static size => size < 1))
            {
                throw new ShapeException($"a kernel of {kernel.Length} dimensions on an input of {input.Length}");
            }

            bool isCeiling = context.Node.GetInt("ceil_mode", 0) != 0;
            var window = new SpatialWindow(context.Node, kernel);
            shape = [.. input];
            for (int i = 2; i < shape.Length; i++)
            {
                shape[i] = window.Positions(i - 2, input[i], isCeiling);
            }
        }

        context.Set(0, context.Type(0), shape);
        // MaxPool's second output: the index of each maximum.
        context.Set(1, ElementType.Int64, shape);
    }

    private static void GlobalPool(OperatorContext context)
    {
        long[]? shape = context.Shape(0) is { Length: >= 2 } input ? [.. input] : null;
        shape?.AsSpan(2).Fill(1);
        context.Set(0, context.Type(0), shape);
    }
}
