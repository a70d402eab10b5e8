using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Shapes as tensors of int32: constants where they are known, else computed from what arrives.</summary>
internal static class ShapeTensors
{
    /// <summary>A dimension of an input as a vector of one element.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Index of the input.</param>
    /// <param name="axis">The axis, as in the file.</param>
    public static string Dimension(this LoweringNode node, int input, int axis)
    {
        if (node.FindDimensions(input) is { } known && known[axis] >= 0)
        {
            return node.Ints(known[axis]);
        }

        string shape = node.Let("Shape", [node.Input(input)], Attr.Type("T", node.KnownType(input)), Attr.Type("out_type", ElementType.Int32));
        return node.Let("Slice", [shape, node.Ints(axis), node.Ints(1)], Attr.Type("T", ElementType.Int32), Attr.Type("Index", ElementType.Int32));
    }

    /// <summary>A shape of given sizes and dimensions of an input.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Index of the input.</param>
    /// <param name="parts">For each dimension its size; or, where it is null, the input's axis of <paramref name="axes"/>.</param>
    /// <param name="axes">Axes of the input; of meaning where the size is null.</param>
    public static string Shape(this LoweringNode node, int input, IReadOnlyList<long?> parts, IReadOnlyList<int> axes)
    {
        IReadOnlyList<long>? known = node.FindDimensions(input);
        long?[] sizes = [.. parts.Select((size, i) => size ?? (known?[axes[i]] is >= 0 and long own ? own : null))];
        if (Array.TrueForAll(sizes, static size => size is not null))
        {
            return node.Ints(sizes.Select(static size => size!.Value));
        }

        string[] pieces = [.. sizes.Select((size, i) => size is { } given ? node.Ints(given) : node.Dimension(input, axes[i]))];
        return node.Join(pieces, ElementType.Int32, 0);
    }

    /// <summary>Tensors put together along an axis; one alone is itself.</summary>
    public static string Join(this LoweringNode node, IReadOnlyList<string> tensors, ElementType type, int axis)
    {
        return tensors.Count == 1
            ? tensors[0]
            : node.Let("ConcatV2", [.. tensors, node.Int(axis)], Attr.Int("N", tensors.Count), Attr.Type("T", type), Attr.Type("Tidx", ElementType.Int32));
    }
}
