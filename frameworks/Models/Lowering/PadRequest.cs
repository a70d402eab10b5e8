using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Lowering;

/// <summary>A Pad node read: pads were an attribute until opset 10, opset 18 added axes and opset 19 the mode wrap.</summary>
/// <param name="Heads">For each axis how many elements are added before the first; negative where some are cut off.</param>
/// <param name="Tails">The same after the last.</param>
/// <param name="Mode">What the new elements are: <c>constant</c>, <c>edge</c>, <c>reflect</c> or <c>wrap</c>.</param>
public sealed record PadRequest(long[] Heads, long[] Tails, string Mode)
{
    /// <summary>Reads a node.</summary>
    /// <param name="node">The node.</param>
    /// <exception cref="InvalidOperationException">Its pads do not fit to its axes, or depend on the data.</exception>
    public static PadRequest Of(OperatorNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        int rank = node.Rank(0);
        long[] given = node.FindList("pads", 1) ?? throw new InvalidOperationException("it has no pads");
        long[] axes = node.Has(3) ? node.Integers(3) : [.. Enumerable.Range(0, rank).Select(static axis => (long)axis)];
        if (given.Length != 2 * axes.Length)
        {
            throw new InvalidOperationException($"{given.Length} pads for {axes.Length} axes");
        }

        long[] heads = new long[rank];
        long[] tails = new long[rank];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = OperatorNode.Axis(axes[i], rank);
            heads[axis] = given[i];
            tails[axis] = given[i + axes.Length];
        }

        return new PadRequest(heads, tails, node.Proto.GetText("mode", "constant"));
    }

    /// <summary>For each element of the result along an axis the element of the input, in a mode that repeats elements.</summary>
    /// <param name="node">The node.</param>
    /// <param name="size">Elements along the axis.</param>
    /// <param name="head">Elements that are added before them, 0 or more.</param>
    /// <param name="tail">The same after them.</param>
    /// <exception cref="NotLoweredException">Engines read the mode differently there, or it is not known.</exception>
    /// <exception cref="InvalidOperationException">There is nothing to repeat.</exception>
    public long[] Indices(OperatorNode node, long size, long head, long tail)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (size <= 0)
        {
            throw new InvalidOperationException("nothing to repeat");
        }

        if (Math.Max(head, tail) > (Mode == "reflect" ? size - 1 : Mode == "wrap" ? size : long.MaxValue))
        {
            throw node.NotLowered($"mode {Mode} over more than the {size} elements there are, which engines read differently");
        }

        long[] indices = new long[head + size + tail];
        for (int i = 0; i < indices.Length; i++)
        {
            long at = i - head;
            indices[i] = Mode switch
            {
                "edge" => Math.Clamp(at, 0, size - 1),
                "wrap" => ((at % size) + size) % size,
                "reflect" => (size - 1) - Math.Abs(Math.Abs(at) - (size - 1)),
                _ => throw node.NotLowered($"mode {Mode}"),
            };
        }

        return indices;
    }
}
