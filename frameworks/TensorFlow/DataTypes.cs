using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Protos;

namespace InferenceBench.Frameworks.TensorFlow;

/// <summary>TensorFlow's numbers of element types.</summary>
internal static class DataTypes
{
    private static readonly Dictionary<ElementType, DataType> s_types = new()
    {
        [ElementType.Float32] = DataType.DtFloat,
        [ElementType.Float64] = DataType.DtDouble,
        [ElementType.Float16] = DataType.DtHalf,
        [ElementType.BFloat16] = DataType.DtBfloat16,
        [ElementType.Int8] = DataType.DtInt8,
        [ElementType.Int16] = DataType.DtInt16,
        [ElementType.Int32] = DataType.DtInt32,
        [ElementType.Int64] = DataType.DtInt64,
        [ElementType.UInt8] = DataType.DtUint8,
        [ElementType.UInt16] = DataType.DtUint16,
        [ElementType.UInt32] = DataType.DtUint32,
        [ElementType.UInt64] = DataType.DtUint64,
        [ElementType.Bool] = DataType.DtBool,
        [ElementType.Complex64] = DataType.DtComplex64,
        [ElementType.Complex128] = DataType.DtComplex128,
    };

    /// <summary>TensorFlow's type; null when it has none whose elements are of a fixed size.</summary>
    public static DataType? Find(ElementType type)
    {
        return s_types.TryGetValue(type, out DataType found) ? found : null;
    }

    /// <summary>TensorFlow's type.</summary>
    /// <exception cref="InvalidOperationException">TensorFlow has no such type.</exception>
    public static DataType Of(ElementType type)
    {
        return Find(type) ?? throw new InvalidOperationException($"TensorFlow has no type for {type.ToName()}");
    }

    /// <summary>The element type of TensorFlow's; undefined when there is none.</summary>
    public static ElementType ElementTypeOf(DataType type)
    {
        return s_types.FirstOrDefault(pair => pair.Value == type).Key;
    }
}
