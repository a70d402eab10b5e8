using System.Buffers.Binary;
using System.Runtime.InteropServices;
using InferenceBench.Contracts;

namespace InferenceBench.Parity;

/// <summary>Raw little-endian elements of any numeric type as doubles, and back.</summary>
internal static class Elements
{
    /// <summary>Reads elements. Integers beyond 2^53 are rounded.</summary>
    /// <param name="raw">Raw elements.</param>
    /// <param name="type">Their type.</param>
    /// <exception cref="NotSupportedException">The type has no order to compare by (text, complex).</exception>
    public static double[] ToDoubles(ReadOnlySpan<byte> raw, ElementType type)
    {
        return type switch
        {
            ElementType.Float32 => Convert<float>(raw, static value => value),
            ElementType.Float64 => MemoryMarshal.Cast<byte, double>(raw).ToArray(),
            ElementType.Float16 => Convert<Half>(raw, static value => (double)value),
            ElementType.BFloat16 => Convert<ushort>(raw, static value => BitConverter.Int32BitsToSingle(value << 16)),
            ElementType.UInt8 or ElementType.Bool => Convert<byte>(raw, static value => value),
            ElementType.Int8 => Convert<sbyte>(raw, static value => value),
            ElementType.UInt16 => Convert<ushort>(raw, static value => value),
            ElementType.Int16 => Convert<short>(raw, static value => value),
            ElementType.UInt32 => Convert<uint>(raw, static value => value),
            ElementType.Int32 => Convert<int>(raw, static value => value),
            ElementType.UInt64 => Convert<ulong>(raw, static value => value),
            ElementType.Int64 => Convert<long>(raw, static value => value),
            _ => throw new NotSupportedException($"values of type {type.ToName()} cannot be compared"),
        };
    }

    /// <summary>Writes doubles as a floating-point type, rounded to nearest even.</summary>
    /// <param name="values">The values.</param>
    /// <param name="type">A floating-point type.</param>
    /// <exception cref="NotSupportedException">The type is no floating-point type.</exception>
    public static byte[] FromDoubles(ReadOnlySpan<double> values, ElementType type)
    {
        byte[] raw = new byte[checked(values.Length * type.SizeBytes())];
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> target = raw.AsSpan(i * type.SizeBytes());
            switch (type)
            {
                case ElementType.Float32:
                    BinaryPrimitives.WriteSingleLittleEndian(target, (float)values[i]);
                    break;
                case ElementType.Float64:
                    BinaryPrimitives.WriteDoubleLittleEndian(target, values[i]);
                    break;
                case ElementType.Float16:
                    BinaryPrimitives.WriteHalfLittleEndian(target, (Half)values[i]);
                    break;
                case ElementType.BFloat16:
                    BinaryPrimitives.WriteUInt16LittleEndian(target, BFloat16Bits.Of((float)values[i]));
                    break;
                default:
                    throw new NotSupportedException($"float32 values cannot be fed to an input of type {type.ToName()}");
            }
        }

        return raw;
    }

    private static double[] Convert<T>(ReadOnlySpan<byte> raw, Func<T, double> convert)
        where T : unmanaged
    {
        ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(raw);
        double[] values = new double[source.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = convert(source[i]);
        }

        return values;
    }
}
