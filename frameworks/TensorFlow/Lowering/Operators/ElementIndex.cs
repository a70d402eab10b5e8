using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>The indices of GatherElements and ScatterElements as numbers of elements in the data seen as a vector.</summary>
internal static class ElementIndex
{
    /// <summary>The numbers of elements: a tensor of int64 of the shape of the indices, the second input.</summary>
    /// <param name="node">The node; its first input is the data.</param>
    /// <param name="axis">The axis along which the indices count.</param>
    public static string Of(LoweringNode node, int axis)
    {
        long[] data = node.Shape(0);
        long[] shape = node.Shape(1);
        long step = data[(axis + 1)..].Aggregate(1L, static (product, size) => checked(product * size));
        long[] origins = Origins(data, shape, axis);
        if (node.FindIntegers(1) is { } known)
        {
            long[] index = IndexTensors.FromZero(known, data[axis]);
            return node.Longs(shape, [.. index.Select((value, i) => origins[i] + (value * step))]);
        }

        string along = IndexTensors.Along(node, 1, axis);
        string scaled = step == 1 ? along : node.Apply("Mul", ElementType.Int64, along, node.Longs([], [step]));
        return node.Apply("AddV2", ElementType.Int64, scaled, node.Longs(shape, origins));
    }

    // For each index the number of the element that stands where it does on all other axes, and first on its own.
    private static long[] Origins(long[] data, long[] shape, int axis)
    {
        long[] origins = new long[shape.Aggregate(1L, static (product, size) => checked(product * size))];
        for (long i = 0; i < origins.Length; i++)
        {
            (long rest, long stride) = (i, 1);
            for (int k = shape.Length - 1; k >= 0; k--)
            {
                origins[i] += k == axis ? 0 : rest % shape[k] * stride;
                rest /= shape[k];
                stride *= data[k];
            }
        }

        return origins;
    }
}
