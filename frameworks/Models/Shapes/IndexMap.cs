namespace InferenceBench.Models.Shapes;

/// <summary>Index arithmetic for folding: which element of the input each element of the output comes from. Only for tensors within the fold budget.</summary>
internal static class IndexMap
{
    /// <summary>Distance in elements between neighbours of each axis.</summary>
    /// <param name="shape">The shape.</param>
    public static long[] Strides(IReadOnlyList<long> shape)
    {
        var strides = new long[shape.Count];
        long stride = 1;
        for (int i = shape.Count - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }

        return strides;
    }

    /// <summary>Walks over an output and adds up steps in the input.</summary>
    /// <param name="outputShape">Shape of the output.</param>
    /// <param name="steps">For each output axis the step in input elements; 0 repeats.</param>
    /// <param name="start">Input index of the first output element.</param>
    public static int[] Walk(long[] outputShape, long[] steps, long start)
    {
        return Walk(outputShape, (axis, index) => index * steps[axis], start);
    }

    /// <summary>Walks over an output where each axis adds an offset of its own.</summary>
    /// <param name="outputShape">Shape of the output.</param>
    /// <param name="offset">For an axis and an index on it the offset in input elements.</param>
    /// <param name="start">Input index to which the offsets are added.</param>
    public static int[] Walk(long[] outputShape, Func<int, long, long> offset, long start)
    {
        var result = new int[(int)Dimension.Product(outputShape)];
        var index = new long[outputShape.Length];
        for (int i = 0; i < result.Length; i++)
        {
            long source = start;
            for (int axis = 0; axis < index.Length; axis++)
            {
                source += offset(axis, index[axis]);
            }

            result[i] = (int)source;
            Advance(index, outputShape);
        }

        return result;
    }

    /// <summary>For each element of a broadcast output the index in one of the inputs.</summary>
    /// <param name="shape">Shape of the input.</param>
    /// <param name="outputShape">Shape to which it broadcasts.</param>
    public static int[] Broadcast(IReadOnlyList<long> shape, long[] outputShape)
    {
        long[] strides = Strides(shape);
        var steps = new long[outputShape.Length];
        for (int i = 1; i <= shape.Count; i++)
        {
            steps[^i] = shape[shape.Count - i] == 1 ? 0 : strides[^i];
        }

        return Walk(outputShape, steps, 0);
    }

    private static void Advance(long[] index, long[] shape)
    {
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            if (++index[axis] < shape[axis])
            {
                return;
            }

            index[axis] = 0;
        }
    }
}
