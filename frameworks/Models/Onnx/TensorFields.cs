namespace InferenceBench.Models.Onnx;

/// <summary>The typed fields of a tensor (<c>float_data</c> and so on), which hold its data when <c>raw_data</c> does not.</summary>
internal static class TensorFields
{
    /// <summary>Whether <c>int32_data</c> is the field of a type.</summary>
    /// <param name="dataType">ONNX's number of the type.</param>
    public static bool IsInInt32Data(int dataType)
    {
        return dataType is not (1 or 7 or TensorTypes.Text or 11 or 12 or 13 or 14 or 15);
    }

    /// <summary>Number of entries in the field that belongs to the tensor's type.</summary>
    /// <param name="tensor">The tensor.</param>
    public static int Count(TensorProto tensor)
    {
        return tensor.DataType switch
        {
            1 or 14 => tensor.FloatData.Count,
            7 => tensor.Int64Data.Count,
            11 or 15 => tensor.DoubleData.Count,
            12 or 13 => tensor.Uint64Data.Count,
            TensorTypes.Text => tensor.StringData.Count,
            _ => tensor.Int32Data.Count,
        };
    }

    /// <summary>Whether the field holds as many entries as the type asks: two for a complex number, one for several packed small integers.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="elements">Number of elements.</param>
    public static bool HasRightCount(TensorProto tensor, long elements)
    {
        int count = Count(tensor);
        return tensor.DataType switch
        {
            14 or 15 => count % 2 == 0 && count / 2 == elements,
            _ when TensorTypes.BitsOf(tensor.DataType) < 8 => count == TensorTypes.SizeBytes(tensor.DataType, elements),
            _ => count == elements,
        };
    }

    /// <summary>The data as little-endian bytes, as <c>raw_data</c> would hold it.</summary>
    /// <param name="tensor">A tensor of a type with a fixed size, checked.</param>
    public static byte[] ToBytes(TensorProto tensor)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        switch (tensor.DataType)
        {
            case 1 or 14:
                foreach (float value in tensor.FloatData)
                {
                    writer.Write(value);
                }

                break;
            case 7:
                foreach (long value in tensor.Int64Data)
                {
                    writer.Write(value);
                }

                break;
            case 11 or 15:
                foreach (double value in tensor.DoubleData)
                {
                    writer.Write(value);
                }

                break;
            case 12 or 13:
                WriteUnsigned(writer, tensor);
                break;
            default:
                WriteSmall(writer, tensor);
                break;
        }

        writer.Flush();
        return stream.ToArray();
    }

    private static void WriteUnsigned(BinaryWriter writer, TensorProto tensor)
    {
        foreach (ulong value in tensor.Uint64Data)
        {
            if (tensor.DataType == 12)
            {
                writer.Write((uint)value);
            }
            else
            {
                writer.Write(value);
            }
        }
    }

    // int32_data holds every type of up to 32 bits, half floats as their bit pattern, packed small integers byte by byte.
    private static void WriteSmall(BinaryWriter writer, TensorProto tensor)
    {
        int bits = TensorTypes.BitsOf(tensor.DataType);
        foreach (int value in tensor.Int32Data)
        {
            switch (bits)
            {
                case 32:
                    writer.Write(value);
                    break;
                case 16:
                    writer.Write((short)value);
                    break;
                default:
                    writer.Write((byte)value);
                    break;
            }
        }
    }
}
