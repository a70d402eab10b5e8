using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>One number in the bytes of an element type.</summary>
internal static class ScalarBytes
{
    /// <summary>The bytes, little-endian.</summary>
    /// <param name="type">The element type.</param>
    /// <param name="value">The number; bounds beyond an integer type's become its own.</param>
    /// <exception cref="InvalidOperationException">The type is not numeric.</exception>
    public static byte[] Of(ElementType type, double value)
    {
        return type switch
        {
            ElementType.Float32 => BitConverter.GetBytes((float)value),
            ElementType.Float64 => BitConverter.GetBytes(value),
            ElementType.Float16 => BitConverter.GetBytes((Half)value),
            ElementType.BFloat16 => BitConverter.GetBytes(BFloat16Bits.Of((float)value)),
            ElementType.Bool => [value != 0 ? (byte)1 : (byte)0],
            ElementType.Int8 => [unchecked((byte)sbyte.CreateSaturating(value))],
            ElementType.UInt8 => [byte.CreateSaturating(value)],
            ElementType.Int16 => BitConverter.GetBytes(short.CreateSaturating(value)),
            ElementType.UInt16 => BitConverter.GetBytes(ushort.CreateSaturating(value)),
            ElementType.Int32 => BitConverter.GetBytes(int.CreateSaturating(value)),
            ElementType.UInt32 => BitConverter.GetBytes(uint.CreateSaturating(value)),
            ElementType.Int64 => BitConverter.GetBytes(long.CreateSaturating(value)),
            ElementType.UInt64 => BitConverter.GetBytes(ulong.CreateSaturating(value)),
            _ => throw new InvalidOperationException($"{type.ToName()} holds no single number"),
        };
    }
}
