namespace InferenceBench.Contracts;

/// <summary>Sizes and names of <see cref="ElementType"/>.</summary>
public static class ElementTypes
{
    /// <summary>Bytes of one element; 0 for text and for types that are not known.</summary>
    /// <param name="type">The element type.</param>
    public static int SizeBytes(this ElementType type)
    {
        return type switch
        {
            ElementType.UInt8 or ElementType.Int8 or ElementType.Bool => 1,
            ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 2,
            ElementType.Float32 or ElementType.Int32 or ElementType.UInt32 => 4,
            ElementType.Float64 or ElementType.Int64 or ElementType.UInt64 or ElementType.Complex64 => 8,
            ElementType.Complex128 => 16,
            _ => 0,
        };
    }

    /// <summary>Whether it is a floating-point type.</summary>
    /// <param name="type">The element type.</param>
    public static bool IsFloat(this ElementType type)
    {
        return type is ElementType.Float32 or ElementType.Float64 or ElementType.Float16 or ElementType.BFloat16;
    }

    /// <summary>The name used in JSON and tables: <c>float32</c>, <c>int64</c>, <c>bool</c> and so on.</summary>
    /// <param name="type">The element type.</param>
    public static string ToName(this ElementType type)
    {
        return type.ToString().ToLowerInvariant();
    }
}
