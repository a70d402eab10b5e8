using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Indices as TensorFlow takes them: int64, and none of them negative.</summary>
internal static class IndexTensors
{
    /// <summary>An input whose elements count from 0, or from the end where they are negative.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Which of its inputs.</param>
    /// <param name="size">How many elements there are to choose from: a tensor of int64 that broadcasts.</param>
    public static string FromZero(LoweringNode node, int input, string size)
    {
        string index = AsInt64(node, input);
        if (node.FindIntegers(input) is { } known && Array.TrueForAll(known, static each => each >= 0))
        {
            return index;
        }

        string isNegative = node.Apply("Less", ElementType.Int64, index, node.Longs([], [0]));
        return node.Select(ElementType.Int64, isNegative, node.Apply("AddV2", ElementType.Int64, index, size), index);
    }

    /// <summary>An input whose elements count along an axis of the first one.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Which of its inputs.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="InvalidOperationException">A known index lies outside.</exception>
    public static string Along(LoweringNode node, int input, int axis)
    {
        if (node.FindDimensions(0)?[axis] is not (>= 0 and long size))
        {
            string vector = node.Cast(node.Dimension(0, axis), ElementType.Int32, ElementType.Int64);
            return FromZero(node, input, node.Reshape(vector, ElementType.Int64));
        }

        return node.FindIntegers(input) is { } known
            ? node.Longs(node.Shape(input), FromZero(known, size))
            : FromZero(node, input, node.Longs([], [size]));
    }

    /// <summary>A number input as int64.</summary>
    public static string AsInt64(LoweringNode node, int input)
    {
        return node.Cast(node.Input(input), node.KnownType(input), ElementType.Int64);
    }

    /// <summary>Known indices counted from 0.</summary>
    /// <param name="indices">Indices; negative ones count from the end.</param>
    /// <param name="count">How many elements there are.</param>
    /// <exception cref="InvalidOperationException">An index lies outside.</exception>
    public static long[] FromZero(long[] indices, long count)
    {
        return Array.ConvertAll(indices, index => index >= -count && index < count
            ? index < 0 ? index + count : index
            : throw new InvalidOperationException(FormattableString.Invariant($"index {index} into {count} elements")));
    }
}
