using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Editing;

/// <summary>Makes initializers.</summary>
internal static class Tensors
{
    /// <summary>A tensor of raw elements.</summary>
    /// <typeparam name="T">The .NET type of an element.</typeparam>
    /// <param name="name">The tensor's name.</param>
    /// <param name="type">ONNX's type of an element, as wide as <typeparamref name="T"/>.</param>
    /// <param name="shape">The shape; empty for a scalar.</param>
    /// <param name="values">Elements in C order.</param>
    public static TensorProto Create<T>(string name, ElementType type, IReadOnlyList<long> shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        return new TensorProto
        {
            Name = name,
            DataType = (int)type,
            Dims = { shape },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)),
        };
    }

    /// <summary>A tensor of floats.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="shape">The shape; empty for a scalar.</param>
    /// <param name="values">Elements in C order.</param>
    public static TensorProto Floats(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values)
    {
        return Create(name, ElementType.Float32, shape, values);
    }

    /// <summary>A vector of 64-bit integers.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="values">Its elements.</param>
    public static TensorProto Integers(string name, params ReadOnlySpan<long> values)
    {
        return Create(name, ElementType.Int64, [values.Length], values);
    }
}
