using System.Runtime.InteropServices;

namespace InferenceBench.Models.Onnx;

/// <summary>Gives the elements of a tensor, wherever its file keeps them: raw bytes, typed fields, or external data.</summary>
public static class TensorReader
{
    /// <summary>Bytes of the tensor's data by its type and shape; 0 for text.</summary>
    /// <param name="tensor">A checked tensor.</param>
    public static long SizeBytes(TensorProto tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return TensorTypes.SizeBytes(tensor.DataType, TensorTypes.CountElements(tensor.Dims));
    }

    /// <summary>The elements as raw little-endian bytes in C order; types of less than a byte are packed.</summary>
    /// <param name="model">The model that holds the tensor.</param>
    /// <param name="tensor">One of its tensors, not of text.</param>
    /// <returns>Data that is in memory already is not copied.</returns>
    /// <exception cref="OnnxModelException">The external data cannot be read, or has 2 GiB and more.</exception>
    public static ReadOnlyMemory<byte> ReadBytes(OnnxModel model, TensorProto tensor)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            return ReadExternal(model, tensor);
        }

        return tensor.RawData.Length > 0 ? tensor.RawData.Memory : TensorFields.ToBytes(tensor);
    }

    /// <summary>The elements as floats: float, half, bfloat16 and double by value, integers and booleans converted.</summary>
    /// <param name="model">The model that holds the tensor.</param>
    /// <param name="tensor">One of its tensors.</param>
    /// <exception cref="OnnxModelException">As for <see cref="ReadBytes"/>; or the type is text, complex, or smaller than a byte.</exception>
    public static float[] ReadFloats(OnnxModel model, TensorProto tensor)
    {
        ReadOnlySpan<byte> data = ReadBytes(model, tensor).Span;
        switch (tensor.DataType)
        {
            case 1:
                return MemoryMarshal.Cast<byte, float>(data).ToArray();
            case 10:
                return Convert<Half>(data, static value => (float)value);
            case 11:
                return Convert<double>(data, static value => (float)value);
            case 16:
                return Convert<ushort>(data, static value => BitConverter.UInt32BitsToSingle((uint)value << 16));
            case 13:
                return Convert<ulong>(data, static value => value);
            default:
                return Array.ConvertAll(ReadInt64s(model, tensor), static value => (float)value);
        }
    }

    /// <summary>The elements as integers; booleans are 0 or 1.</summary>
    /// <param name="model">The model that holds the tensor.</param>
    /// <param name="tensor">One of its tensors, of an integer type of at least a byte.</param>
    /// <exception cref="OnnxModelException">As for <see cref="ReadBytes"/>; or the type is no such integer.</exception>
    public static long[] ReadInt64s(OnnxModel model, TensorProto tensor)
    {
        ReadOnlySpan<byte> data = ReadBytes(model, tensor).Span;
        return tensor.DataType switch
        {
            2 or 9 => Widen<byte>(data, static value => value),
            3 => Widen<sbyte>(data, static value => value),
            4 => Widen<ushort>(data, static value => value),
            5 => Widen<short>(data, static value => value),
            6 => Widen<int>(data, static value => value),
            7 => MemoryMarshal.Cast<byte, long>(data).ToArray(),
            12 => Widen<uint>(data, static value => value),
            13 => Widen<ulong>(data, static value => unchecked((long)value)),
            _ => throw OnnxModelException.For(model.Path,
                $"tensor {OneLine.Quote(tensor.Name)} has data type {tensor.DataType}, which is no integer of at least a byte"),
        };
    }

    private static long[] Widen<T>(ReadOnlySpan<byte> data, Func<T, long> widen)
        where T : unmanaged
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(data);
        var result = new long[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = widen(values[i]);
        }

        return result;
    }

    private static float[] Convert<T>(ReadOnlySpan<byte> data, Func<T, float> convert)
        where T : unmanaged
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(data);
        var result = new float[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = convert(values[i]);
        }

        return result;
    }

    private static byte[] ReadExternal(OnnxModel model, TensorProto tensor)
    {
        string what = $"tensor {OneLine.Quote(tensor.Name)}";
        try
        {
            ExternalData place = ExternalData.Locate(model.Path, tensor, what, SizeBytes(tensor));
            if (place.LengthBytes > Array.MaxLength)
            {
                throw OnnxModelException.For(model.Path, $"{what} has {place.LengthBytes} bytes; at most 2 GiB of one tensor can be read");
            }

            var data = new byte[place.LengthBytes];
            using var stream = new FileStream(place.File, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            stream.Position = place.OffsetBytes;
            stream.ReadExactly(data);
            return data;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw OnnxModelException.For(model.Path, $"the external data of {what} cannot be read: {e.Message}", e);
        }
    }
}
