using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Indices as aten takes them: int64, and none of them negative.</summary>
internal static class IndexExpressions
{
    /// <summary>An input whose elements count from 0, or from the end where they are negative.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Which of its inputs.</param>
    /// <param name="size">How many elements there are to choose from, as TorchScript.</param>
    /// <returns>An identifier or <c>self.NAME</c>.</returns>
    public static string Of(LoweringNode node, int input, string size)
    {
        if (node.FindIntegers(input) is { } known && long.TryParse(size, out long count))
        {
            return node.Type(input) == ElementType.Int64 && Array.TrueForAll(known, static index => index >= 0)
                ? node.Input(input)
                : node.Longs("index", node.Shape(input), FromZero(known, count));
        }

        string index = AsInt64(node, input);
        return node.Let($"torch.where({index} < 0, {index} + {size}, {index})", "index");
    }

    /// <summary>An integer input as int64.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Which of its inputs.</param>
    /// <returns>An identifier or <c>self.NAME</c>.</returns>
    public static string AsInt64(LoweringNode node, int input)
    {
        return node.Type(input) == ElementType.Int64 ? node.Input(input) : node.Let($"{node.Input(input)}.to({node.TorchType(ElementType.Int64)})", "index");
    }

    /// <summary>Known indices counted from 0.</summary>
    /// <param name="indices">Indices; negative ones count from the end.</param>
    /// <param name="count">How many elements there are.</param>
    /// <exception cref="InvalidOperationException">An index lies outside.</exception>
    public static long[] FromZero(long[] indices, long count)
    {
        return Array.ConvertAll(indices, index => index >= -count && index < count
            ? index < 0 ? index + count : index
            : throw new InvalidOperationException($"index {TorchText.Whole(index)} into {count} elements"));
    }
}
