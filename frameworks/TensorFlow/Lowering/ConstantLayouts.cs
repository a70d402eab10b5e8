using InferenceBench.Contracts;
using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>Reorders the axes of constants, once, when the graph is written.</summary>
internal static class ConstantLayouts
{
    /// <summary>A constant with its axes in another order.</summary>
    /// <param name="constant">The constant.</param>
    /// <param name="order">For each new axis the old one.</param>
    /// <exception cref="InvalidOperationException">The constant has another number of axes.</exception>
    public static ModelConstant Transpose(ModelConstant constant, int[] order)
    {
        if (order.Length != constant.Shape.Count)
        {
            throw new InvalidOperationException($"an order of {order.Length} axes for a constant of {constant.Shape.Count}");
        }

        return new ModelConstant(
            constant.Type,
            [.. order.Select(axis => constant.Shape[axis])],
            () => Transpose(constant.ReadBytes(), constant.Shape, order, constant.Type.SizeBytes()));
    }

    private static byte[] Transpose(ReadOnlyMemory<byte> source, IReadOnlyList<long> shape, int[] order, int elementBytes)
    {
        int rank = shape.Count;
        long[] strides = new long[rank];
        long stride = elementBytes;
        for (int axis = rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        byte[] result = new byte[source.Length];
        long[] index = new long[rank];
        long from = 0;
        for (int to = 0; to < result.Length; to += elementBytes)
        {
            source.Span.Slice((int)from, elementBytes).CopyTo(result.AsSpan(to));
            for (int i = rank - 1; i >= 0; i--)
            {
                from += strides[order[i]];
                if (++index[i] < shape[order[i]])
                {
                    break;
                }

                from -= strides[order[i]] * index[i];
                index[i] = 0;
            }
        }

        return result;
    }
}
