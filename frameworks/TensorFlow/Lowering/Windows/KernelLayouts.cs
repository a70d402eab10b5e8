using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Windows;

/// <summary>Changes of constant kernels, made when the graph is written.</summary>
internal static class KernelLayouts
{
    /// <summary>A kernel with its elements further apart and zeros between, before and after them: a window without dilation that computes the same.</summary>
    /// <param name="kernel">The kernel [M, C, …].</param>
    /// <param name="steps">Steps between elements of each spatial axis.</param>
    /// <param name="heads">Zeros before the first element.</param>
    /// <param name="sizes">Sizes of the new kernel.</param>
    public static ModelConstant Spread(ModelConstant kernel, long[] steps, long[] heads, long[] sizes)
    {
        return kernel with
        {
            Shape = [kernel.Shape[0], kernel.Shape[1], .. sizes],
            ReadBytes = () => Spread(kernel.ReadBytes().Span, kernel, steps, heads, sizes),
        };
    }

    /// <summary>A float32 kernel with the weights of each index of an axis multiplied.</summary>
    public static ModelConstant Scaled(ModelConstant kernel, int axis, double[] factors)
    {
        long inner = kernel.Shape.Skip(axis + 1).Aggregate(1L, static (product, size) => product * size);
        return kernel with { ReadBytes = () => Scaled(kernel.ReadBytes().Span, inner, factors) };
    }

    private static byte[] Spread(ReadOnlySpan<byte> source, ModelConstant kernel, long[] steps, long[] heads, long[] sizes)
    {
        int elementBytes = kernel.Type.SizeBytes();
        long[] old = [.. kernel.Shape.Skip(2)];
        long volume = sizes.Aggregate(1L, static (product, size) => product * size);
        byte[] result = new byte[checked(kernel.Shape[0] * kernel.Shape[1] * volume * elementBytes)];
        long[] index = new long[old.Length];
        int elements = source.Length / elementBytes;
        long oldVolume = old.Aggregate(1L, static (product, size) => product * size);
        for (int from = 0; from < elements; from++)
        {
            long rest = from % oldVolume;
            for (int axis = old.Length - 1; axis >= 0; axis--)
            {
                index[axis] = rest % old[axis];
                rest /= old[axis];
            }

            long to = 0;
            for (int axis = 0; axis < old.Length; axis++)
            {
                to = (to * sizes[axis]) + heads[axis] + (index[axis] * steps[axis]);
            }

            to += from / oldVolume * volume;
            source.Slice(from * elementBytes, elementBytes).CopyTo(result.AsSpan(checked((int)(to * elementBytes))));
        }

        return result;
    }

    private static byte[] Scaled(ReadOnlySpan<byte> source, long inner, double[] factors)
    {
        byte[] result = source.ToArray();
        Span<float> weights = MemoryMarshal.Cast<byte, float>(result.AsSpan());
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(weights[i] * factors[i / inner % factors.Length]);
        }

        return result;
    }
}
