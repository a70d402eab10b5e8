namespace InferenceBench.Models.Onnx;

/// <summary>Sizes of the element types that <c>TensorProto.DataType</c> numbers, beyond those that can be fed to a model.</summary>
public static class TensorTypes
{
    /// <summary>ONNX's number of the text type.</summary>
    internal const int Text = 8;

    // Index: TensorProto.DataType, up to ONNX 1.20. Text (8) has no fixed size.
    private static readonly byte[] s_bits =
    [
        0, 32, 8, 8, 16, 16, 32, 64, 0, 8, 16, 64, 32, 64, 64, 128, 16,
        8, 8, 8, 8, 4, 4, 4, 8, 2, 2,
    ];

    /// <summary>Bits of one element; 0 for text and for numbers that ONNX does not define.</summary>
    /// <param name="dataType">ONNX's number of the type.</param>
    public static int BitsOf(int dataType)
    {
        return (uint)dataType < (uint)s_bits.Length ? s_bits[dataType] : 0;
    }

    /// <summary>Whether ONNX defines the type.</summary>
    /// <param name="dataType">ONNX's number of the type.</param>
    public static bool IsKnown(int dataType)
    {
        return dataType == Text || BitsOf(dataType) > 0;
    }

    /// <summary>Number of elements of a shape; 0 when a dimension is 0, whatever the others are.</summary>
    /// <param name="dimensions">Dimensions, none negative.</param>
    /// <exception cref="OverflowException">The product exceeds 2^63−1.</exception>
    public static long CountElements(IReadOnlyList<long> dimensions)
    {
        for (int i = 0; i < dimensions.Count; i++)
        {
            if (dimensions[i] == 0)
            {
                return 0;
            }
        }

        long count = 1;
        for (int i = 0; i < dimensions.Count; i++)
        {
            count = checked(count * dimensions[i]);
        }

        return count;
    }

    /// <summary>Bytes of a tensor: elements of less than a byte are packed, the last byte filled up.</summary>
    /// <param name="dataType">ONNX's number of the type.</param>
    /// <param name="elements">Number of elements.</param>
    /// <exception cref="OverflowException">The size exceeds 2^63−1.</exception>
    public static long SizeBytes(int dataType, long elements)
    {
        int bits = BitsOf(dataType);
        return bits >= 8 ? checked(elements * (bits / 8)) : checked((elements * bits) + 7) / 8;
    }
}
