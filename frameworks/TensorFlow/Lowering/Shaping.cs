using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>Nodes that move elements of intermediate results; sizes and axes are those of the tensor itself, whatever its layout.</summary>
internal static class Shaping
{
    /// <summary>A section, each axis from a start on by a step.</summary>
    public static string Sliced(this LoweringNode node, string tensor, ElementType type, long[] starts, long[] counts, long[]? steps = null)
    {
        if (steps is null || Array.TrueForAll(steps, static step => step == 1))
        {
            return node.Let("Slice", [tensor, node.Ints(starts), node.Ints(counts)], Attr.Type("T", type), Attr.Type("Index", ElementType.Int32));
        }

        long[] ends = [.. Enumerable.Range(0, starts.Length).Select(axis => starts[axis] + ((counts[axis] - 1) * steps[axis]) + 1)];
        return node.Let("StridedSlice", [tensor, node.Ints(starts), node.Ints(ends), node.Ints(steps)], Attr.Type("T", type), Attr.Type("Index", ElementType.Int32));
    }

    /// <summary>Elements of one value before and after those of each axis; negative pads cut off.</summary>
    /// <param name="node">The node that is lowered.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="type">Its element type.</param>
    /// <param name="shape">Its shape; needed for negative pads.</param>
    /// <param name="heads">Pads before.</param>
    /// <param name="tails">Pads after.</param>
    /// <param name="value">A scalar of the type; null for zero.</param>
    public static string Padded(this LoweringNode node, string tensor, ElementType type, long[]? shape, long[] heads, long[] tails, string? value = null)
    {
        if (heads.Concat(tails).Any(static pad => pad < 0))
        {
            long[] known = shape ?? throw new InvalidOperationException("negative pads on a shape that depends on the data");
            long[] starts = Array.ConvertAll(heads, static pad => Math.Max(-pad, 0));
            tensor = node.Sliced(tensor, type, starts, [.. known.Select((size, axis) => size - starts[axis] - Math.Max(-tails[axis], 0))]);
            heads = Array.ConvertAll(heads, static pad => Math.Max(pad, 0));
            tails = Array.ConvertAll(tails, static pad => Math.Max(pad, 0));
        }

        if (heads.Concat(tails).All(static pad => pad == 0))
        {
            return tensor;
        }

        int[] pairs = [.. heads.SelectMany((head, axis) => new[] { checked((int)head), checked((int)tails[axis]) })];
        string paddings = node.IntMatrix([heads.Length, 2], pairs);
        return value is null
            ? node.Let("Pad", [tensor, paddings], Attr.Type("T", type), Attr.Type("Tpaddings", ElementType.Int32))
            : node.Let("PadV2", [tensor, paddings, value], Attr.Type("T", type), Attr.Type("Tpaddings", ElementType.Int32));
    }

    /// <summary>Elements of an axis by their indices.</summary>
    public static string Gathered(this LoweringNode node, string tensor, ElementType type, int axis, long[] indices)
    {
        return node.Let(
            "GatherV2", [tensor, node.Ints(indices), node.Int(axis)],
            Attr.Type("Tparams", type), Attr.Type("Tindices", ElementType.Int32), Attr.Type("Taxis", ElementType.Int32));
    }

    /// <summary>A reduction over axes, which stay with one element.</summary>
    /// <param name="node">The node that is lowered.</param>
    /// <param name="op"><c>Mean</c>, <c>Sum</c>, <c>Max</c>, <c>Min</c>.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="type">Its element type.</param>
    /// <param name="axes">The axes.</param>
    public static string Reduced(this LoweringNode node, string op, string tensor, ElementType type, IEnumerable<long> axes)
    {
        return node.Let(op, [tensor, node.Ints(axes)], Attr.Type("T", type), Attr.Type("Tidx", ElementType.Int32), Attr.Flag("keep_dims", true));
    }

    /// <summary>Equal parts of an axis.</summary>
    /// <returns>The parts in their order.</returns>
    public static string[] Split(this LoweringNode node, string tensor, ElementType type, int axis, long parts)
    {
        string first = node.Let("Split", [node.Int(axis), tensor], Attr.Type("T", type), Attr.Int("num_split", parts));
        return [first, .. Enumerable.Range(1, checked((int)parts - 1)).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{first}:{i}"))];
    }

    /// <summary>Tensors one after the other along an axis.</summary>
    public static string Joined(this LoweringNode node, IReadOnlyList<string> tensors, ElementType type, int axis)
    {
        return tensors.Count == 1 ? tensors[0] : node.Let(
            "ConcatV2", [.. tensors, node.Int(axis)], Attr.Type("T", type), Attr.Int("N", tensors.Count), Attr.Type("Tidx", ElementType.Int32));
    }
}
